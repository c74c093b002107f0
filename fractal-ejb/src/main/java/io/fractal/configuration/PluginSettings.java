package io.fractal.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The settings that plugins may read, with those of the sandbox's account laid over them when the sandbox is on. */
record PluginSettings(Function<String, Optional<String>> source, Map<String, String> overlay) {

    private static final List<String> PREFIXES = List.of("TWILIO_", "SENDGRID_", "RESEND_", "FRACTAL_PLUGIN_");

    static PluginSettings of(Function<String, Optional<String>> source) {
        return new PluginSettings(source, Map.of());
    }

    /** The settings with the sandbox's account in place of a real one. */
    static PluginSettings withSandbox(Function<String, Optional<String>> source, TwilioSettings twilio) {
        return new PluginSettings(
                source,
                Map.of(
                        "TWILIO_ACCOUNT_SID", twilio.accountSid(),
                        "TWILIO_AUTH_TOKEN", twilio.authToken(),
                        "TWILIO_API_KEY", twilio.apiKey().orElse(""),
                        "TWILIO_API_KEY_SECRET", twilio.apiKeySecret().orElse(""),
                        "TWILIO_PHONE_NUMBER", twilio.phoneNumber().orElse(""),
                        "TWILIO_WHATSAPP_NUMBER", twilio.whatsappNumber().orElse(""),
                        "TWILIO_MESSAGING_SERVICE_SID",
                                twilio.messagingServiceSid().orElse(""),
                        "TWILIO_API_BASE_URL", twilio.apiBaseUrl().orElse("")));
    }

    Optional<String> setting(String name) {
        if (PREFIXES.stream().noneMatch(name::startsWith)) {
            return Optional.empty();
        }
        return Optional.ofNullable(overlay.get(name))
                .or(() -> source.apply(name))
                .filter(value -> !value.isBlank());
    }
}
