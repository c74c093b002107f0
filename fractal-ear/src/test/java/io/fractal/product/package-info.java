/**
 * Runs the assembled product for tests: starts {@code fractal.jar} as a process of its own and speaks to it as its clients do, over
 * HTTP and WebSocket. Knows no class of the application, so that what it tests is what is shipped.
 */
package io.fractal.product;
