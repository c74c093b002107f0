package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.spi.PluginContext;
import java.util.Optional;

/**
 * The one account that the sandbox serves.
 *
 * @param sid the account SID
 * @param authToken the token that authenticates calls and signs webhooks; secret
 * @param apiKey the SID of an API key that opens the API as the token does, if one is set
 * @param apiKeySecret the secret of that key
 * @param phoneNumber the number that SMS come from and go to; empty when every number is taken for the account's own
 * @param whatsappNumber the WhatsApp sender, without prefix; empty when every one is taken for the account's own
 * @param messagingServiceSid the sender pool, if one is set
 * @param incomingUrl where inbound messages are posted
 * @param apiUrl where the account's owner reaches Twilio's API
 * @param cdnUrl where media are fetched without credentials
 */
public record SandboxAccount(
        String sid,
        String authToken,
        Optional<String> apiKey,
        Optional<String> apiKeySecret,
        Optional<String> phoneNumber,
        Optional<String> whatsappNumber,
        Optional<String> messagingServiceSid,
        String incomingUrl,
        String apiUrl,
        String cdnUrl) {

    private static final String API_PATH = "/sandbox/twilio";

    /**
     * Reads the account from the plugin's settings.
     *
     * @throws IllegalArgumentException when the SID or the token is missing
     */
    public static SandboxAccount of(PluginContext context) {
        String usual = context.publicUrl() + API_PATH;
        String api = context.setting("TWILIO_API_BASE_URL")
                .filter(url -> url.endsWith(API_PATH))
                .orElse(usual);
        return new SandboxAccount(
                required(context, "TWILIO_ACCOUNT_SID"),
                required(context, "TWILIO_AUTH_TOKEN"),
                context.setting("TWILIO_API_KEY"),
                context.setting("TWILIO_API_KEY_SECRET").or(() -> context.setting("TWILIO_API_SECRET")),
                context.setting("TWILIO_PHONE_NUMBER"),
                context.setting("TWILIO_WHATSAPP_NUMBER").map(Channel::bare),
                context.setting("TWILIO_MESSAGING_SERVICE_SID"),
                context.publicUrl() + "/webhooks/twilio/incoming",
                api,
                api.substring(0, api.length() - "twilio".length()) + "cdn");
    }

    /** The SID only: the rest are secrets. */
    @Override
    public String toString() {
        return "SandboxAccount[" + sid + "]";
    }

    private static String required(PluginContext context, String name) {
        return context.setting(name)
                .orElseThrow(() -> new IllegalArgumentException("The Twilio sandbox needs " + name
                        + ": unset FRACTAL_SANDBOX or set it to auto to have one made up"));
    }
}
