package io.fractal.spi;

import java.util.Objects;

/**
 * Identity of a plugin.
 *
 * @param id lower-case letters, digits and hyphens, unique among all plugins, for example {@code twilio}
 * @param name the name shown to people
 * @param version the plugin's own version
 * @param requiredApiVersion the major version of this SPI that the plugin was written for, see {@link #API_VERSION}
 */
public record PluginInfo(String id, String name, String version, int requiredApiVersion) {

    /** The major version of the SPI in this jar. A plugin that requires another one is refused. */
    public static final int API_VERSION = 1;

    public PluginInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        if (!Objects.requireNonNull(id, "id").matches("[a-z][a-z0-9-]{0,62}")) {
            throw new IllegalArgumentException("Plugin id '" + id + "' is not lower-case letters, digits and hyphens");
        }
    }
}
