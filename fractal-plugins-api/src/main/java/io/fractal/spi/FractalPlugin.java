package io.fractal.spi;

import java.util.List;

/**
 * One plugin: the door through which channels (and later bots and hooks) enter Fractal.
 *
 * <p>A plugin is a jar with a {@code META-INF/services/io.fractal.spi.FractalPlugin} file. Its class has a public constructor
 * without parameters that does no work. The host asks for {@link #info()}, checks the required API version, then calls
 * {@link #start(PluginContext)} once before anything else, and {@link #stop()} once at the end. The factory methods are called after
 * {@code start}.
 */
public interface FractalPlugin {

    /** Who this plugin is. Must answer without {@link #start(PluginContext)} having been called, and always the same. */
    PluginInfo info();

    /**
     * Called once before the plugin is used.
     *
     * @param context what the host lends to this plugin; valid until {@link #stop()} returns
     * @throws IllegalArgumentException when a setting is missing or wrong; the message tells the operator what to do, and the plugin
     *     is shown as refused
     */
    default void start(PluginContext context) {}

    /** Called once at the end. Must end every thread that the plugin started. */
    default void stop() {}

    /** The channel adapters this plugin brings. */
    default List<ChannelAdapterFactory> channelAdapters() {
        return List.of();
    }

    /** The HTTP endpoints this plugin serves under a path of its own. */
    default List<HttpEndpoint> httpEndpoints() {
        return List.of();
    }
}
