/**
 * Finds plugins, starts and stops them, and guards every call into one. It knows the SPI and nothing of what plugins are used for.
 */
package io.fractal.plugins;
