package io.fractal.plugins;

import io.fractal.configuration.Settings;
import io.fractal.spi.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What Fractal lends to one plugin. */
final class HostContext implements PluginContext {

    private final String pluginId;
    private final Settings settings;
    private final Clock clock;

    HostContext(String pluginId, Settings settings, Clock clock) {
        this.pluginId = pluginId;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public String publicUrl() {
        return settings.publicUrl();
    }

    @Override
    public Optional<String> setting(String name) {
        return settings.raw(name);
    }

    @Override
    public Path dataDirectory() {
        Path directory = settings.home().resolve("plugins").resolve(pluginId);
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of plugin " + pluginId + " cannot be made", e);
        }
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("io.fractal.plugin." + pluginId);
    }
}
