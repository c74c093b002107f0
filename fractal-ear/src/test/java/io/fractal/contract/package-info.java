/** Holds the running interface and its description at {@code /openapi} against each other, in both directions. */
package io.fractal.contract;
