package io.fractal.plugins;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** A call into a plugin failed in a way that the SPI does not provide for, or ran into its time limit. */
public final class PluginFailedException extends FractalException {

    private final String pluginId;
    private final boolean timeout;
    private final boolean begun;

    PluginFailedException(String pluginId, Reason reason, Throwable cause) {
        super(ErrorKind.UNAVAILABLE, "PLUGIN_FAILED", "Plugin " + pluginId + ": " + reason.text, cause);
        this.pluginId = pluginId;
        this.timeout = reason == Reason.TIMEOUT;
        this.begun = reason != Reason.NOT_BEGUN;
    }

    /** Which plugin. */
    public String pluginId() {
        return pluginId;
    }

    /** Whether the call ran into its time limit. */
    public boolean isTimeout() {
        return timeout;
    }

    /** Whether the call had begun, so that it may have had an effect. */
    public boolean hasBegun() {
        return begun;
    }

    enum Reason {
        FAILED("a call failed"),
        TIMEOUT("a call ran into its time limit"),
        NOT_BEGUN("a call could not begin, too many are under way");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }
}
