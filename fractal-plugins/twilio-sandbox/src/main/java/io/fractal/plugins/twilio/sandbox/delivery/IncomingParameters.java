package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster.Medium;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster.Written;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The complete parameters of an incoming message (Twilio, "Twilio's request to your incoming message webhook"). */
final class IncomingParameters {

    /** Enough for the phone book; Twilio leaves the country empty when it does not know. */
    private static final Map<String, String> COUNTRIES =
            Map.of("+49", "DE", "+43", "AT", "+41", "CH", "+44", "GB", "+61", "AU", "+33", "FR", "+1", "US");

    private final SandboxAccount account;

    IncomingParameters(SandboxAccount account) {
        this.account = account;
    }

    Map<String, String> of(SandboxMessage message, Written written) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SmsMessageSid", message.sid());
        parameters.put("NumMedia", Integer.toString(written.media().size()));
        parameters.put("SmsSid", message.sid());
        parameters.put("SmsStatus", "received");
        parameters.put("Body", message.content().body());
        parameters.put("To", message.parties().to());
        parameters.put("NumSegments", Integer.toString(message.content().segments()));
        parameters.put("MessageSid", message.sid());
        parameters.put("AccountSid", account.sid());
        parameters.put("From", message.parties().from());
        parameters.put("ApiVersion", "2010-04-01");
        if (message.parties().messagingServiceSid() != null) {
            parameters.put("MessagingServiceSid", message.parties().messagingServiceSid());
        }
        if (written.channel() == Channel.WHATSAPP) {
            addWhatsApp(message, written, parameters);
        } else {
            addGeography("From", message.parties().from(), parameters);
            addGeography("To", message.parties().to(), parameters);
        }
        addMedia(written.media(), parameters);
        written.overrides().forEach((name, value) -> {
            if (value == null) {
                parameters.remove(name);
            } else {
                parameters.put(name, value);
            }
        });
        return parameters;
    }

    private static void addWhatsApp(SandboxMessage message, Written written, Map<String, String> parameters) {
        String person = message.person();
        if (person.startsWith("+")) {
            parameters.put("WaId", person.substring(1));
        } else {
            // A user with a user name and no visible number: only the business-scoped id is known.
            parameters.put("ExternalUserId", message.parties().from());
        }
        if (written.profileName() != null) {
            parameters.put("ProfileName", written.profileName());
        }
        parameters.put(
                "MessageType",
                written.media().isEmpty() ? "text" : kind(written.media().get(0)));
        parameters.put("ReferralNumMedia", "0");
    }

    /** The type before the slash, as Twilio names it; everything but these is a document. */
    private static String kind(Medium medium) {
        String type = medium.contentType().split("/")[0];
        return List.of("image", "audio", "video").contains(type) ? type : "document";
    }

    private static void addGeography(String side, String number, Map<String, String> parameters) {
        String country = COUNTRIES.entrySet().stream()
                .filter(entry -> number.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        parameters.put(side + "City", "");
        parameters.put(side + "State", "");
        parameters.put(side + "Zip", "");
        parameters.put(side + "Country", country);
    }

    private static void addMedia(List<Medium> media, Map<String, String> parameters) {
        for (int index = 0; index < media.size(); index++) {
            parameters.put("MediaUrl" + index, media.get(index).url());
            parameters.put("MediaContentType" + index, media.get(index).contentType());
        }
    }
}
