package io.fractal.plugins.twilio;

import io.fractal.spi.ProviderAccount;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Makes the adapter as the host does. */
final class Adapters {

    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private Adapters() {}

    /** @param more further settings, name after value */
    static TwilioAdapter at(FakeTwilio twilio, String... more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("authToken", Fixture.TOKEN, "apiBaseUrl", twilio.url(), "answerTimeoutMillis", "5000"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new TwilioAdapter(
                AccountSettings.of(new ProviderAccount(Fixture.ACCOUNT, settings)), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
