package io.fractal.configuration;

import java.util.Objects;
import java.util.Optional;

/**
 * The Twilio account of the first workspace, or the sandbox's stand-in for it.
 *
 * @param accountSid the account's SID, {@code AC…}
 * @param authToken the account's secret token, with which webhooks are signed too
 * @param apiKey an API key to call Twilio with instead of the token, {@code SK…}; never without its secret
 * @param apiKeySecret the API key's own secret
 * @param phoneNumber the number for SMS in E.164
 * @param whatsappNumber the WhatsApp sender in E.164, without the {@code whatsapp:} prefix
 * @param messagingServiceSid the sender pool, {@code MG…}
 * @param apiBaseUrl where the Twilio SDK is pointed instead of Twilio itself, without a trailing slash
 */
public record TwilioSettings(
        String accountSid,
        String authToken,
        Optional<String> apiKey,
        Optional<String> apiKeySecret,
        Optional<String> phoneNumber,
        Optional<String> whatsappNumber,
        Optional<String> messagingServiceSid,
        Optional<String> apiBaseUrl) {

    public TwilioSettings {
        Objects.requireNonNull(accountSid, "accountSid");
        Objects.requireNonNull(authToken, "authToken");
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(apiKeySecret, "apiKeySecret");
        Objects.requireNonNull(phoneNumber, "phoneNumber");
        Objects.requireNonNull(whatsappNumber, "whatsappNumber");
        Objects.requireNonNull(messagingServiceSid, "messagingServiceSid");
        Objects.requireNonNull(apiBaseUrl, "apiBaseUrl");
    }

    /** The account only: the token is a secret. */
    @Override
    public String toString() {
        return "TwilioSettings[" + accountSid + "]";
    }
}
