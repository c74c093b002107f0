package io.fractal.launcher;

import java.util.List;

/**
 * The secrets that Fractal signs and encrypts with. With the sandbox on they are generated and kept, so that a newcomer
 * needs no settings at all; with real credentials they must be given, as they must be the same on every node.
 */
final class ApplicationSecrets {

    private static final List<String> NAMES = List.of("API_KEY_SECRET", "WEBHOOK_SIGNING_SECRET", "JWT_SECRET");

    private ApplicationSecrets() {}

    /**
     * Fills in what is unset, as system properties.
     *
     * @throws StartRefused if one is unset while the sandbox is off
     */
    static void complete(LaunchSettings settings, Secrets secrets) {
        List<String> unset =
                NAMES.stream().filter(name -> settings.get(name).isEmpty()).toList();
        if (!unset.isEmpty() && !settings.sandboxOn()) {
            throw new StartRefused(
                    String.join(", ", unset) + " must be set when the sandbox is off; a value of 32 random"
                            + " bytes serves, for instance from: openssl rand -base64 32");
        }
        unset.forEach(name -> System.setProperty(name, secrets.get(name)));
    }
}
