package io.fractal.plugins;

/**
 * How a plugin is doing, for people who run Fractal.
 *
 * @param id the plugin's id, or its class name when it could not even tell its id
 * @param name the name shown to people
 * @param version the plugin's own version
 * @param status whether it runs
 * @param reason why it does not run, empty when it does
 * @param calls how many calls into it were made since the start
 * @param failures how many of them failed, time limits included
 * @param timeouts how many of them ran into their time limit
 */
public record PluginState(
        String id,
        String name,
        String version,
        Status status,
        String reason,
        long calls,
        long failures,
        long timeouts) {

    /** Whether a plugin runs. */
    public enum Status {
        /** It runs. */
        STARTED,
        /** It was found and could not be taken in. */
        REFUSED,
        /** It is not wanted with the present settings. */
        OFF
    }
}
