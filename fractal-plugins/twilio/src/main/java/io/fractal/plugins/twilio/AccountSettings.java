package io.fractal.plugins.twilio;

import io.fractal.spi.ProviderAccount;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of one Twilio account, checked.
 *
 * @param credentials who calls
 * @param apiBaseUrl where the REST API is, without a trailing slash
 * @param answerTimeout how long to wait for an answer after a call began
 */
record AccountSettings(Credentials credentials, URI apiBaseUrl, Duration answerTimeout) {

    static final String AUTH_TOKEN = "authToken";
    static final String API_KEY = "apiKey";
    static final String API_KEY_SECRET = "apiKeySecret";
    static final String API_BASE_URL = "apiBaseUrl";
    static final String ANSWER_TIMEOUT = "answerTimeoutMillis";

    /** Twilio answers a create call in well under a second; its own SDK waits 30 s. */
    private static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(20);

    private static final URI TWILIO = URI.create("https://api.twilio.com");

    /**
     * @throws IllegalArgumentException when a setting is missing or wrong, with a sentence that says what to do
     */
    static AccountSettings of(ProviderAccount account) {
        String token = setting(account, AUTH_TOKEN)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Twilio account " + account.accountId() + " has no auth token: set '" + AUTH_TOKEN
                                + "' to the primary token shown in Twilio's console"));
        return new AccountSettings(
                new Credentials(account.accountId(), token, apiKey(account)),
                setting(account, API_BASE_URL).map(AccountSettings::baseUrl).orElse(TWILIO),
                setting(account, ANSWER_TIMEOUT).map(AccountSettings::duration).orElse(DEFAULT_ANSWER_TIMEOUT));
    }

    /** The account SID. */
    String accountSid() {
        return credentials.accountSid();
    }

    /** The account only: the rest holds secrets. */
    @Override
    public String toString() {
        return "AccountSettings[" + accountSid() + "]";
    }

    private static Optional<Credentials.ApiKey> apiKey(ProviderAccount account) {
        Optional<String> sid = setting(account, API_KEY);
        Optional<String> secret = setting(account, API_KEY_SECRET);
        if (sid.isPresent() != secret.isPresent()) {
            throw new IllegalArgumentException("An API key needs its SID and its secret: set both '" + API_KEY
                    + "' (TWILIO_API_KEY) and '" + API_KEY_SECRET
                    + "' (TWILIO_API_KEY_SECRET), or neither to call with the account's auth token");
        }
        return sid.map(key -> new Credentials.ApiKey(key, secret.orElseThrow()));
    }

    private static Optional<String> setting(ProviderAccount account, String name) {
        return Optional.ofNullable(account.settings().get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static URI baseUrl(String value) {
        try {
            URI uri = URI.create(value.replaceAll("/+$", ""));
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean plain = uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (plain && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Falls through to the sentence below, which says what is expected.
        }
        throw new IllegalArgumentException("'" + API_BASE_URL + "' (TWILIO_API_BASE_URL) must be an address like "
                + "https://api.twilio.com or http://localhost:8080/sandbox/twilio, without query or fragment");
    }

    private static Duration duration(String millis) {
        if (!millis.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(
                    "'" + ANSWER_TIMEOUT + "' must be a number of milliseconds from 1 to 999999");
        }
        return Duration.ofMillis(Long.parseLong(millis));
    }
}
