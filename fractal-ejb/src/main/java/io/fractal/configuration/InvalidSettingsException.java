package io.fractal.configuration;

import java.util.List;

/** Settings are wrong, and Fractal does not start. Its message lists every wrong setting, one sentence each. */
public final class InvalidSettingsException extends FractalException {

    private final transient List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super(
                ErrorKind.INVALID,
                "INVALID_SETTINGS",
                "Fractal cannot start with these settings:\n - " + String.join("\n - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each wrong setting: its name, and what to do. Never contains a secret. */
    public List<String> problems() {
        return problems;
    }
}
