package io.fractal.plugins;

import io.fractal.spi.FractalPlugin;
import io.fractal.spi.PluginContext;
import io.fractal.spi.PluginInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The plugins that were found: those that run, and those that do not with the reason. Filled once, at the start. */
final class PluginRegistry {

    private static final System.Logger LOG = System.getLogger(PluginRegistry.class.getName());

    private final ExecutorService threads;
    private final Function<String, PluginContext> contexts;
    private final Predicate<String> wanted;
    private final Map<String, RunningPlugin> running = new LinkedHashMap<>();
    private final List<PluginState> others = new ArrayList<>();

    /**
     * @param threads where calls into plugins run
     * @param contexts makes what a plugin with this id is lent
     * @param wanted whether a plugin with this id is to run with the present settings
     */
    PluginRegistry(ExecutorService threads, Function<String, PluginContext> contexts, Predicate<String> wanted) {
        this.threads = threads;
        this.contexts = contexts;
        this.wanted = wanted;
    }

    /** Takes a plugin in, or notes why not. Never fails. */
    void takeIn(FractalPlugin plugin) {
        PluginInfo info;
        try {
            info = plugin.info();
        } catch (RuntimeException | LinkageError e) { // foreign code, and not yet behind a guard since it has no id
            refuse(
                    plugin.getClass().getName(),
                    "",
                    "",
                    "it cannot tell who it is (" + e.getClass().getName() + ")");
            return;
        }
        if (info.requiredApiVersion() != PluginInfo.API_VERSION) {
            refuse(
                    info,
                    "it needs version " + info.requiredApiVersion() + " of the plugin API, this Fractal has version "
                            + PluginInfo.API_VERSION + ": install a matching version of the plugin");
        } else if (running.containsKey(info.id())) {
            refuse(info, "another plugin has the same id: remove one of the two");
        } else if (!wanted.test(info.id())) {
            note(info.id(), info.name(), info.version(), PluginState.Status.OFF, "it is off with the present settings");
        } else {
            start(plugin, info);
        }
    }

    /** Notes a plugin that could not even be loaded. */
    void notLoaded(String className, Throwable failure) {
        refuse(className, "", "", "it cannot be loaded (" + failure.getClass().getName() + ")");
    }

    private void start(FractalPlugin plugin, PluginInfo info) {
        PluginGuard guard = new PluginGuard(info.id(), plugin.getClass().getClassLoader(), threads);
        try {
            RunningPlugin started = RunningPlugin.start(plugin, info, guard, contexts.apply(info.id()));
            Optional<String> conflict = conflict(started);
            if (conflict.isPresent()) {
                started.stop();
                refuse(info, conflict.get());
                return;
            }
            running.put(info.id(), started);
            LOG.log(System.Logger.Level.INFO, "Plugin {0} {1} runs", info.id(), info.version());
        } catch (PluginFailedException e) {
            refuse(info, reason(e));
        }
    }

    private Optional<String> conflict(RunningPlugin plugin) {
        Stream<String> providers = plugin.factories().stream()
                .map(GuardedFactory::provider)
                .filter(provider -> factory(provider).isPresent())
                .map(provider -> "another plugin serves the provider " + provider + " already");
        Stream<String> paths = plugin.endpoints().stream()
                .map(GuardedEndpoint::path)
                .filter(path -> endpoint(path).isPresent())
                .map(path -> "another plugin serves the path /" + path + " already");
        return Stream.concat(providers, paths).findFirst();
    }

    /** An {@code IllegalArgumentException} of {@code start} is meant for the operator (see the SPI); others are not. */
    private static String reason(PluginFailedException failure) {
        Throwable cause = failure.getCause();
        return cause instanceof IllegalArgumentException
                ? cause.getMessage()
                : "it did not start (" + cause.getClass().getName() + ")";
    }

    private void refuse(PluginInfo info, String reason) {
        refuse(info.id(), info.name(), info.version(), reason);
    }

    private void refuse(String id, String name, String version, String reason) {
        LOG.log(System.Logger.Level.ERROR, "Plugin {0} is refused: {1}", id, reason);
        note(id, name, version, PluginState.Status.REFUSED, reason);
    }

    private void note(String id, String name, String version, PluginState.Status status, String reason) {
        others.add(new PluginState(id, name, version, status, reason, 0, 0, 0));
    }

    Optional<RunningPlugin> plugin(String id) {
        return Optional.ofNullable(running.get(id));
    }

    /** The plugin that serves a provider, with the factory. */
    Optional<GuardedFactory> factory(String provider) {
        return running.values().stream()
                .flatMap(plugin -> plugin.factories().stream())
                .filter(factory -> factory.provider().equals(provider))
                .findFirst();
    }

    /** What the plugin that serves a provider was lent. */
    Optional<PluginContext> contextOf(String provider) {
        return running.values().stream()
                .filter(plugin -> plugin.factories().stream()
                        .anyMatch(factory -> factory.provider().equals(provider)))
                .map(RunningPlugin::context)
                .findFirst();
    }

    Optional<GuardedEndpoint> endpoint(String path) {
        return running.values().stream()
                .flatMap(plugin -> plugin.endpoints().stream())
                .filter(endpoint -> endpoint.path().equals(path))
                .findFirst();
    }

    List<PluginState> states() {
        return Stream.concat(running.values().stream().map(RunningPlugin::state), others.stream())
                .toList();
    }

    /** Stops all plugins, the last one first. */
    void stop() {
        List<RunningPlugin> plugins = new ArrayList<>(running.values());
        for (int i = plugins.size() - 1; i >= 0; i--) {
            try {
                plugins.get(i).stop();
            } catch (PluginFailedException e) {
                // logged by the guard; the others are to be stopped all the same
            }
        }
    }
}
