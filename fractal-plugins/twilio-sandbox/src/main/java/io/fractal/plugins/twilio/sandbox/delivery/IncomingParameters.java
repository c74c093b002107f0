package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.delivery.Written.Attachment;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Countries;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Medium;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The complete parameters of an incoming message (Twilio, "Twilio's request to your incoming message webhook"). */
public final class IncomingParameters {

    private final SandboxAccount account;

    /** The parameters as an account sees them. */
    public IncomingParameters(SandboxAccount account) {
        this.account = account;
    }

    Map<String, String> of(SandboxMessage message, Written written) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SmsMessageSid", message.sid());
        parameters.put("NumMedia", Integer.toString(written.attachments().size()));
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
        addChannel(message, written, parameters);
        addMedia(message, written.attachments(), parameters);
        parameters.putAll(written.extras());
        return parameters;
    }

    private static void addChannel(SandboxMessage message, Written written, Map<String, String> parameters) {
        switch (written.channel()) {
            case SMS -> {
                addGeography("From", message.parties().from(), parameters);
                addGeography("To", message.parties().to(), parameters);
            }
            case WHATSAPP -> addWhatsApp(message, written, parameters);
            case MESSENGER, RCS ->
                parameters.put("ChannelPrefix", written.channel().scheme());
        }
    }

    private static void addWhatsApp(SandboxMessage message, Written written, Map<String, String> parameters) {
        String person = message.person();
        if (person.startsWith("+")) {
            parameters.put("WaId", person.substring(1));
        } else {
            // A user with a user name and no visible number: only the business-scoped id is known.
            parameters.put("ExternalUserId", message.parties().from());
        }
        parameters.put(
                "MessageType",
                written.attachments().isEmpty()
                        ? "text"
                        : kind(written.attachments().get(0)));
        parameters.put("ReferralNumMedia", "0");
    }

    /** The type before the slash, as Twilio names it; everything but these is a document. */
    private static String kind(Attachment attachment) {
        String type = attachment.contentType().split("/")[0];
        return List.of("image", "audio", "video").contains(type) ? type : "document";
    }

    private static void addGeography(String side, String number, Map<String, String> parameters) {
        parameters.put(side + "City", "");
        parameters.put(side + "State", "");
        parameters.put(side + "Zip", "");
        parameters.put(side + "Country", Countries.of(Channel.bare(number)));
    }

    private void addMedia(SandboxMessage message, List<Attachment> attachments, Map<String, String> parameters) {
        for (int index = 0; index < attachments.size(); index++) {
            Attachment attachment = attachments.get(index);
            Medium medium = message.content().media().get(index);
            parameters.put("MediaUrl" + index, attachment.asGiven() ? attachment.url() : url(message, medium));
            parameters.put("MediaContentType" + index, attachment.contentType());
        }
    }

    private String url(SandboxMessage message, Medium medium) {
        return account.apiUrl() + "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + message.sid() + "/Media/"
                + medium.sid();
    }
}
