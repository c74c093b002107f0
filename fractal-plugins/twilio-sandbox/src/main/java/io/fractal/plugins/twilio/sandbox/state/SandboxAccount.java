package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.spi.PluginContext;
import java.util.Optional;

/**
 * The one account that the sandbox serves.
 *
 * @param sid the account SID
 * @param authToken the token that authenticates calls and signs webhooks; secret
 * @param phoneNumber the number that SMS come from and go to; empty when every number is taken for the account's own
 * @param whatsappNumber the WhatsApp sender, without prefix; empty when every one is taken for the account's own
 * @param messagingServiceSid the sender pool, if there is one
 * @param incomingUrl where inbound messages are posted
 */
public record SandboxAccount(
        String sid,
        String authToken,
        Optional<String> phoneNumber,
        Optional<String> whatsappNumber,
        Optional<String> messagingServiceSid,
        String incomingUrl) {

    /**
     * Reads the account from the plugin's settings.
     *
     * @throws IllegalArgumentException when the SID or the token is missing
     */
    public static SandboxAccount of(PluginContext context) {
        return new SandboxAccount(
                required(context, "TWILIO_ACCOUNT_SID"),
                required(context, "TWILIO_AUTH_TOKEN"),
                context.setting("TWILIO_PHONE_NUMBER"),
                context.setting("TWILIO_WHATSAPP_NUMBER").map(Channel::bare),
                context.setting("TWILIO_MESSAGING_SERVICE_SID"),
                context.publicUrl() + "/webhooks/twilio/incoming");
    }

    /** The account's own address on a channel, with its prefix. */
    public Optional<String> ownAddress(Channel channel) {
        return (channel == Channel.SMS ? phoneNumber : whatsappNumber).map(channel::address);
    }

    /** The SID only: the token is a secret. */
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
