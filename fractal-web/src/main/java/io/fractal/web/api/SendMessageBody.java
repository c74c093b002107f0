package io.fractal.web.api;

import io.fractal.sending.Addressee;
import io.fractal.sending.Content;
import io.fractal.sending.Content.TemplateChoice;
import io.fractal.sending.SendRequest;
import io.fractal.sending.Via;
import io.fractal.spi.ChannelType;
import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.InvalidFieldsException;
import io.fractal.web.notation.JsonBody;
import io.fractal.web.notation.JsonEncoder;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What sending takes. Exactly one of {@code conversationId}, {@code contactId} and {@code to} says to whom. */
@Schema(
        name = "SendMessage",
        example = "{\"to\": \"+4915799912345\", \"channelType\": \"SMS\", \"body\": \"Your order is on its way.\"}",
        description = "Exactly one of conversationId, contactId and to says to whom; body, mediaUrls, mediaIds or "
                + "templateSid says what.")
public record SendMessageBody(
        @Schema(type = SchemaType.STRING, description = "Its id, or its sid (CH…)")
        UUID conversationId,

        UUID contactId,

        @Schema(
                description =
                        "An address in any spelling, also with a prefix such as whatsapp: that names the channel; "
                                + "also taken as phone",
                example = "+4915799912345")
        String to,

        @Schema(
                description =
                        "SMS, WHATSAPP, … in any case; by default the conversation's last channel. Also taken as channel",
                example = "SMS")
        String channelType,

        @Schema(
                description = "One of our own addresses, or a messaging service; by default the channel's own",
                example = "+4915799900001")
        String from,

        @Schema(description = "One of our senders by its id, instead of from")
        UUID senderId,

        @Schema(description = "For RCS: SMS, to reach whoever has no RCS", example = "SMS")
        String fallbackChannel,

        @Schema(
                description = "The text, up to 1,600 characters; also taken as content",
                example = "Your order is on its way.")
        String body,

        @Schema(
                description =
                        "Addresses of attachments, public ones or Fractal's own; at most ten together with mediaIds")
        List<String> mediaUrls,

        @Schema(description = "Uploaded attachments") List<UUID> mediaIds,

        @Schema(
                description =
                        "The template to send instead of a text: its SID or its id; also taken as templateId and contentSid",
                example = "HX0123456789abcdef0123456789abcdef")
        String templateSid,

        @Schema(
                type = SchemaType.OBJECT,
                description =
                        "The template's values by name, also as a string with that object as JSON; also taken as contentVariables",
                example = "{\"1\": \"Nele\"}")
        Map<String, String> variables,

        @Schema(
                description = "Not before this time, at most a year ahead; also taken as scheduleAt and sendAt",
                example = "2027-01-31T09:30:00Z")
        Instant scheduledAt,

        @Schema(
                description =
                        "For how many seconds it is worth sending, from scheduledAt or else from now: 1 to 36,000 with "
                                + "Twilio. What could not be handed over by then is not sent and fails with VALIDITY_EXPIRED",
                example = "600")
        Integer validityPeriod,

        @Schema(description = "A key of your own: the same key twice is one message. Also taken from Idempotency-Key")
        String clientId,

        @Schema(
                type = SchemaType.OBJECT,
                description =
                        "Kept with the message. A field subject beside it is put into it: no channel here has subjects")
        String metadata) {

    private static final int LONGEST_KEY = 255;

    /**
     * Reads it.
     *
     * @param idempotencyKey the header of that name; null when absent
     */
    static SendMessageBody of(JsonBody json, String idempotencyKey) {
        SendMessageBody body = read(json, idempotencyKey);
        json.finish();
        return body;
    }

    /** Reads one whose content must be a template. */
    static SendMessageBody ofTemplate(JsonBody json, String idempotencyKey) {
        SendMessageBody body = read(json, idempotencyKey);
        if (body.templateSid() == null) {
            json.problem("templateSid", "is required");
        }
        json.finish();
        return body;
    }

    /** Reads one that may be without content, to begin a conversation. */
    static SendMessageBody toBegin(JsonBody json, String idempotencyKey) {
        SendMessageBody body = read(json, idempotencyKey);
        if (body.conversationId() != null) {
            json.problem("conversationId", "cannot be given: there is a conversation already");
        }
        if ((body.contactId() == null) == (body.to() == null)) {
            json.problem("to", "or else contactId is required, and not both");
        }
        json.finish();
        return body;
    }

    /** Whether there is anything to send. */
    boolean hasContent() {
        return body != null || !mediaUrls.isEmpty() || templateSid != null;
    }

    /**
     * The channel that is named.
     *
     * @param standard if none is
     * @throws InvalidFieldsException if there is no such channel
     */
    ChannelType channelOr(ChannelType standard) {
        if (channelType == null) {
            return standard;
        }
        return Arrays.stream(ChannelType.values())
                .filter(channel -> channel.name().equals(channelType))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldsException(
                        List.of(new FieldProblem("channelType", "must be one of the channels"))));
    }

    private static SendMessageBody read(JsonBody json, String idempotencyKey) {
        ChannelPrefix to = ChannelPrefix.of(json.string("to", "phone"));
        String channel = upper(json.string("channelType", "channel"));
        if (to.channel() != null && channel != null && !to.channel().equals(channel)) {
            json.problem("channelType", "contradicts the prefix of to");
        }
        return new SendMessageBody(
                json.conversation("conversationId", "conversationSid"),
                json.uuid("contactId"),
                to.address(),
                to.channel() == null ? channel : to.channel(),
                ChannelPrefix.of(json.string("from")).address(),
                json.uuid("senderId"),
                upper(json.string("fallbackChannel")),
                json.string("body", "content"),
                json.strings("mediaUrls"),
                json.uuids("mediaIds"),
                json.string("templateSid", "templateId", "contentSid"),
                json.textsOrJson("variables", "contentVariables"),
                json.instant("scheduledAt", "scheduleAt", "sendAt"),
                json.integer("validityPeriod"),
                key(json, idempotencyKey),
                metadata(json));
    }

    /** Only email has subjects; for the other channels one is kept with the message. */
    private static String metadata(JsonBody json) {
        String metadata = json.objectText("metadata");
        String subject = json.string("subject");
        if (subject == null) {
            return metadata;
        }
        JsonObjectBuilder builder = Json.createObjectBuilder().add("subject", subject);
        if (metadata != null) {
            builder.addAll(
                    Json.createObjectBuilder(JsonEncoder.embedded(metadata).asJsonObject()));
        }
        return builder.build().toString();
    }

    private static String key(JsonBody json, String idempotencyKey) {
        String key = json.string("clientId");
        if (key != null && idempotencyKey != null && !key.equals(idempotencyKey)) {
            json.problem("clientId", "differs from the header Idempotency-Key");
        }
        String used = key == null ? idempotencyKey : key;
        if (used != null && (used.isBlank() || used.length() > LONGEST_KEY)) {
            json.problem("clientId", "must have 1 to " + LONGEST_KEY + " characters");
        }
        return used;
    }

    SendRequest request(UUID author) {
        TemplateChoice template = templateSid == null ? null : new TemplateChoice(templateSid, variables);
        return SendRequest.of(
                        new Addressee(conversationId, contactId, to, channelType),
                        new Content(body, mediaUrls, mediaIds, template))
                .via(new Via(senderId, from, fallbackChannel))
                .at(scheduledAt)
                .validFor(validityPeriod == null ? null : Duration.ofSeconds(validityPeriod))
                .withMetadata(metadata)
                .keyed(clientId)
                .by(author);
    }

    private static String upper(String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /** Nothing of it: it is what people write. */
    @Override
    public String toString() {
        return "SendMessageBody";
    }
}
