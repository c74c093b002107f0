package io.fractal.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What {@link Settings} answers with: every setting, checked. */
record SettingsValues(
        String publicUrl,
        boolean sandboxOn,
        TwilioSettings twilio,
        Path home,
        Optional<String> adminEmail,
        Optional<String> adminPassword,
        Optional<String> firstApiKey,
        Secrets secrets,
        DatabaseUrl databaseUrl,
        Duration databaseWait,
        int outboxWorkers,
        int apiRate,
        List<AddressRange> trustedProxies,
        boolean signUpOpen,
        String defaultRegion,
        ZoneId timeZone,
        int mediaMaxBytes,
        PluginSettings plugins) {

    /** Fractal's own secrets. */
    record Secrets(String apiKey, String webhookSigning, String jwt) {

        @Override
        public String toString() {
            return "Secrets";
        }
    }

    @Override
    public String toString() {
        return "SettingsValues[" + publicUrl + "]";
    }
}
