package io.fractal.plugins;

import io.fractal.spi.FractalPlugin;
import io.fractal.spi.PluginContext;
import io.fractal.spi.PluginInfo;
import java.time.Duration;
import java.util.List;

/**
 * A plugin that was taken in.
 *
 * @param plugin the plugin itself; only called through the guard
 * @param info who it is
 * @param guard the door into it
 * @param context what it was lent
 * @param factories its channel adapters, guarded
 * @param endpoints its HTTP endpoints, guarded
 */
record RunningPlugin(
        FractalPlugin plugin,
        PluginInfo info,
        PluginGuard guard,
        PluginContext context,
        List<GuardedFactory> factories,
        List<GuardedEndpoint> endpoints) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Starts a plugin.
     *
     * @throws PluginFailedException when it does not start
     */
    static RunningPlugin start(FractalPlugin plugin, PluginInfo info, PluginGuard guard, PluginContext context) {
        guard.run(LIMIT, () -> {
            plugin.start(context);
            return null;
        });
        return new RunningPlugin(
                plugin,
                info,
                guard,
                context,
                guard.run(LIMIT, plugin::channelAdapters).stream()
                        .map(factory -> new GuardedFactory(factory, guard))
                        .toList(),
                guard.run(LIMIT, plugin::httpEndpoints).stream()
                        .map(endpoint -> new GuardedEndpoint(endpoint, guard))
                        .toList());
    }

    /** Stops it. */
    void stop() {
        guard.run(LIMIT, () -> {
            plugin.stop();
            return null;
        });
    }

    PluginState state() {
        return new PluginState(
                info.id(),
                info.name(),
                info.version(),
                PluginState.Status.STARTED,
                "",
                guard.calls(),
                guard.failures(),
                guard.timeouts());
    }
}
