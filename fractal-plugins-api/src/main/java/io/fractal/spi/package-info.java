/**
 * The plugin SPI of Fractal: what a channel adapter or an HTTP endpoint implements, and the records that pass between it and the
 * host. It uses JDK types only and depends on nothing, so that a plugin never sees the inside of Fractal.
 *
 * <p>Plugins are found by {@link java.util.ServiceLoader} through {@link io.fractal.spi.FractalPlugin}. Unless a type says
 * otherwise, no parameter and no return value is {@code null}, and the host may call any method from several threads at once.
 */
package io.fractal.spi;
