package io.fractal.web.api;

import io.fractal.sending.SendRequest;
import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.InvalidFieldsException;
import io.fractal.web.notation.JsonBody;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What sending takes. Exactly one of {@code conversationId}, {@code contactId} and {@code to} says to whom. */
@Schema(
        name = "SendMessage",
        description = "Exactly one of conversationId, contactId and to says to whom; body or mediaUrls says what.")
public record SendMessageBody(
        @Schema(description = "Its id or its sid (CH…)") UUID conversationId,

        UUID contactId,

        @Schema(description = "An address in any spelling", example = "+4915799912345")
        String to,

        @Schema(description = "SMS, WHATSAPP, …; by default the conversation's last channel", example = "SMS")
        String channelType,

        @Schema(description = "One of our own addresses; by default the channel's own", example = "+4915799900001")
        String from,

        @Schema(
                description = "The text, up to 1,600 characters; also taken as content",
                example = "Your order is on its way.")
        String body,

        @Schema(description = "Public addresses of attachments, at most ten")
        List<String> mediaUrls,

        @Schema(description = "A key of your own: the same key twice is one message. Also taken from Idempotency-Key")
        String clientId,

        @Schema(type = SchemaType.OBJECT, description = "Kept with the message")
        String metadata) {

    private static final int LONGEST_KEY = 200;

    /**
     * Reads it.
     *
     * @param idempotencyKey the header of that name; null when absent
     */
    static SendMessageBody of(JsonBody json, String idempotencyKey) {
        String text = json.string("body");
        String content = json.string("content");
        String key = json.string("clientId");
        SendMessageBody body = new SendMessageBody(
                json.conversation("conversationId", "conversationSid"),
                json.uuid("contactId"),
                json.string("to"),
                upper(json.string("channelType")),
                json.string("from"),
                text == null ? content : text,
                json.strings("mediaUrls"),
                key == null ? idempotencyKey : key,
                json.objectText("metadata"));
        json.finish();
        refuseTwice("content", text, content);
        refuseTwice("clientId", idempotencyKey, key);
        if (body.clientId() != null
                && (body.clientId().isBlank() || body.clientId().length() > LONGEST_KEY)) {
            throw invalid("clientId", "must have 1 to " + LONGEST_KEY + " characters");
        }
        return body;
    }

    SendRequest request(UUID author) {
        return new SendRequest(
                conversationId, contactId, to, channelType, null, from, body, mediaUrls, clientId, metadata, author);
    }

    private static void refuseTwice(String field, String one, String other) {
        if (one != null && other != null && !one.equals(other)) {
            throw invalid(field, "is given twice with different values");
        }
    }

    private static InvalidFieldsException invalid(String field, String message) {
        return new InvalidFieldsException(List.of(new FieldProblem(field, message)));
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
