package io.fractal.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads Fractal's own secrets, and with the sandbox on makes up and keeps those that are not set. */
final class SecretsReader {

    private static final int SHORTEST = 32;

    private final SettingsReader settings;
    private final SecretsFile file;
    private final boolean generate;

    /**
     * @param settings where values come from and problems go to
     * @param home the data folder
     * @param generate whether unset secrets are made up instead of being asked for
     */
    SecretsReader(SettingsReader settings, Path home, boolean generate) {
        this.settings = settings;
        this.file = new SecretsFile(home.resolve("secrets.properties"));
        this.generate = generate;
    }

    SettingsValues.Secrets read() {
        return new SettingsValues.Secrets(
                secret("API_KEY_SECRET"), secret("WEBHOOK_SIGNING_SECRET"), secret("JWT_SECRET"));
    }

    private String secret(String name) {
        Optional<String> value = settings.get(name);
        if (value.isEmpty()) {
            return generate ? generated(name) : missing(name);
        }
        if (value.get().length() < SHORTEST) {
            settings.problem(name + " is too short: give it at least " + SHORTEST
                    + " random characters, for example from: openssl rand -base64 32.");
        }
        return value.get();
    }

    private String generated(String name) {
        try {
            return file.getOrCreate(name);
        } catch (IOException e) {
            settings.problem(name + " is not set and cannot be kept in " + file.path()
                    + ": set it, or let Fractal's user write that file.");
            return "";
        }
    }

    private String missing(String name) {
        settings.problem(name + " is not set: without the sandbox give it at least " + SHORTEST
                + " random characters, for example from: openssl rand -base64 32.");
        return "";
    }
}
