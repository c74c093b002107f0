/**
 * Tests of the assembled product over HTTP and WebSocket, one class for each thing that people rely on. They use nothing but what a
 * client of Fractal can use; what they need to start and control it is in {@link io.fractal.product}.
 */
package io.fractal.endtoend;
