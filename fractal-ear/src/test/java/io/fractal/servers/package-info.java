/**
 * Deploys the unchanged EAR on the application servers that Fractal is made for, and walks a message through it there. Starts each
 * server as a process of its own and knows no class of the application.
 */
package io.fractal.servers;
