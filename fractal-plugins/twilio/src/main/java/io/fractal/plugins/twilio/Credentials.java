package io.fractal.plugins.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who calls Twilio: the account with its auth token, or one of the account's API keys with the key's own secret. Webhooks are signed
 * with the auth token in either case. A key paired with the account's token is what people get wrong most, and Twilio's refusal does
 * not say so: it is recognised here.
 *
 * @param accountSid the account SID ({@code AC…})
 * @param authToken the primary auth token; secret
 * @param apiKey an API key to call with instead of the token
 */
record Credentials(String accountSid, String authToken, Optional<ApiKey> apiKey) {

    private static final Pattern ACCOUNT = Pattern.compile("AC.*");
    private static final Pattern KEY = Pattern.compile("SK[0-9a-fA-F]{32}");

    /**
     * An API key.
     *
     * @param sid its SID ({@code SK…})
     * @param secret shown once, when the key is made
     */
    record ApiKey(String sid, String secret) {

        /** The SID only. */
        @Override
        public String toString() {
            return "ApiKey[" + sid + "]";
        }
    }

    /**
     * @throws IllegalArgumentException when they cannot belong together, with a sentence that says what to do
     */
    Credentials {
        if (accountSid.startsWith("SK")) {
            throw new IllegalArgumentException(
                    "The Twilio account SID is " + accountSid + ", which is an API key and no account:"
                            + " set TWILIO_ACCOUNT_SID to the AC… id, TWILIO_API_KEY to the key and TWILIO_API_KEY_SECRET to the key's secret");
        }
        if (!ACCOUNT.matcher(accountSid).matches()) {
            throw new IllegalArgumentException(
                    "The Twilio account has no account SID: set it to the AC… id of Twilio's console");
        }
        apiKey.ifPresent(key -> check(key, authToken));
    }

    private static void check(ApiKey key, String authToken) {
        if (!KEY.matcher(key.sid()).matches()) {
            throw new IllegalArgumentException("'" + AccountSettings.API_KEY
                    + "' (TWILIO_API_KEY) must be the SID of an API key, SK and 32 hexadecimal digits");
        }
        if (key.secret().equals(authToken)) {
            throw new IllegalArgumentException("The API key " + key.sid()
                    + " is paired with the account's auth token: TWILIO_API_KEY_SECRET must be the secret that Twilio showed when the"
                    + " key was made; if it is lost, make a new key");
        }
    }

    /** The name for HTTP Basic authentication. */
    String username() {
        return apiKey.map(ApiKey::sid).orElse(accountSid);
    }

    /** The password for HTTP Basic authentication; secret. */
    String password() {
        return apiKey.map(ApiKey::secret).orElse(authToken);
    }

    /** The value of an {@code Authorization} header; secret. */
    String basic() {
        byte[] pair = (username() + ":" + password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** What to check when Twilio refuses them. */
    String advice() {
        return apiKey.map(key -> "check that TWILIO_API_KEY_SECRET is the secret of the API key " + key.sid()
                        + ", not the account's auth token, and that the key is one of account " + accountSid)
                .orElse("check the account SID, the auth token and the account's state");
    }

    /** The account only. */
    @Override
    public String toString() {
        return "Credentials[" + accountSid + "]";
    }
}
