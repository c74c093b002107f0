package io.fractal.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What the host lends to one plugin while it runs. Safe for use from several threads. */
public interface PluginContext {

    /** The time. Plugins never ask the system clock themselves, so that tests can set it. */
    Clock clock();

    /**
     * The public base address of this Fractal, without a trailing slash, for example {@code https://hub.example.com}. Providers call
     * back to addresses that begin with it.
     */
    String publicUrl();

    /**
     * A setting by its environment-variable name, for example {@code TWILIO_API_BASE_URL}.
     *
     * @return the value, or empty when it is not set or blank
     */
    Optional<String> setting(String name);

    /** A folder of the plugin's own that survives restarts. Exists when this returns. One folder per node. */
    Path dataDirectory();

    /** A logger named for the plugin. Message texts and secrets must not be logged. */
    System.Logger logger();
}
