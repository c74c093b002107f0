package io.fractal.web.representation;

import io.fractal.conversations.MediaView;
import io.fractal.conversations.MessageView;
import io.fractal.web.notation.JsonEncoder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message. The components mean what those of {@link MessageView} mean. */
@Schema(name = "Message", description = "One message, in either direction.")
public record MessageJson(
        UUID id,

        @Schema(
                nullable = true,
                description = "The provider's id; null until the provider has taken the message",
                example = "SM0123456789abcdef0123456789abcdef")
        String twilioSid,

        UUID conversationId,
        UUID contactId,

        @Schema(description = "Place within the conversation, from 1")
        long sequence,

        @Schema(description = "INBOUND or OUTBOUND", example = "OUTBOUND")
        String direction,

        @Schema(example = "SMS") String channelType,
        @Schema(example = "+4915799900001") String from,
        @Schema(example = "+4915799912345") String to,

        @Schema(nullable = true, example = "Your order is on its way.")
        String body,

        @Schema(description = "Where what is attached can be read, as in attachments; without what is erased")
        List<String> mediaUrls,

        List<AttachmentJson> attachments,

        @Schema(
                description =
                        "SCHEDULED, QUEUED, SENDING, SENT, DELIVERED, READ, PARTIALLY_DELIVERED, FAILED, UNDELIVERED, CANCELED, RECEIVED or UNKNOWN",
                example = "DELIVERED")
        String status,

        @Schema(nullable = true, description = "The provider's own word", example = "delivered")
        String providerStatus,

        @Schema(nullable = true, example = "30003") String errorCode,

        @Schema(
                nullable = true,
                description = "What the error means and what to do about it, in the language of Accept-Language",
                example = "The phone cannot be reached. Try again later.")
        String errorMessage,

        @Schema(
                nullable = true,
                description = "Negative for a charge; null until the provider states it",
                example = "-0.0075")
        BigDecimal price,

        @Schema(nullable = true, example = "USD") String priceCurrency,
        @Schema(nullable = true) Integer segments,
        @Schema(nullable = true) String authorName,

        @Schema(nullable = true, description = "The key the sender chose; the same key twice is one message")
        String clientId,

        @Schema(nullable = true) Instant scheduledAt,
        @Schema(nullable = true) Instant sentAt,
        @Schema(nullable = true) Instant deliveredAt,
        @Schema(nullable = true) Instant readAt,
        Instant createdAt,
        Instant updatedAt,
        @Schema(type = SchemaType.OBJECT) JsonValue metadata,

        @Schema(
                nullable = true,
                description = "What the channel told beside the text; null when it told nothing, and for sent messages")
        MessageContextJson context,

        @Schema(nullable = true, description = "The message that this one answers, where Fractal has it")
        UUID replyToMessageId,

        @Schema(
                nullable = true,
                description = "Who keeps a scheduled message until its time; null for one that went, or goes, at once")
        Schedule schedule,

        @Schema(
                nullable = true,
                description = "For how many seconds it is, or was, worth sending; null for always",
                example = "600")
        Integer validityPeriod,

        @Schema(
                nullable = true,
                description = "The provider's id of the template that was sent",
                example = "HX0123456789abcdef0123456789abcdef")
        String templateSid,

        @Schema(nullable = true, type = SchemaType.OBJECT, description = "The template's values by name")
        JsonValue templateVariables,

        @Schema(
                nullable = true,
                description = "CONVERSATION or BULK; null for received messages",
                example = "CONVERSATION")
        String lane,

        @Schema(nullable = true) UUID bulkJobId,

        @Schema(nullable = true, description = "The failed message that this one sends again")
        UUID retryOf,

        @Schema(
                nullable = true,
                description = "CONFIRMED or UNCONFIRMED: whether it had its effect, as somebody told Fractal")
        String feedback,

        @Schema(nullable = true, description = "When what was written in it was erased")
        Instant redactedAt) {

    /**
     * A schedule.
     *
     * @param by {@code PROVIDER} or {@code FRACTAL}
     * @param at when the message goes out
     */
    @Schema(name = "Schedule")
    public record Schedule(
            @Schema(description = "PROVIDER or FRACTAL", example = "FRACTAL")
            String by,

            Instant at) {}

    /** The representation of a message. */
    public static MessageJson of(MessageView message, ErrorWords words) {
        return new MessageJson(
                message.id(),
                message.providerMessageId(),
                message.conversationId(),
                message.contactId(),
                message.sequence(),
                message.direction(),
                message.channelType(),
                message.from(),
                message.to(),
                message.body(),
                message.media().stream()
                        .map(MediaView::url)
                        .filter(Objects::nonNull)
                        .toList(),
                AttachmentJson.all(message, words),
                ShownStatus.of(message.status()),
                message.providerStatus(),
                message.errorCode(),
                words.of(message.provider(), message.errorCode(), message.errorMessage()),
                message.price(),
                message.priceCurrency(),
                message.segments(),
                message.authorName(),
                message.clientId(),
                message.scheduledAt(),
                message.sentAt(),
                message.deliveredAt(),
                message.readAt(),
                message.createdAt(),
                message.updatedAt(),
                JsonEncoder.embedded(message.metadataJson()),
                MessageContextJson.of(message.contextJson()),
                message.replyToMessageId(),
                schedule(message),
                message.sending().validityPeriod(),
                message.sending().templateId(),
                variables(message),
                message.sending().lane(),
                message.sending().bulkJobId(),
                message.sending().retryOf(),
                message.sending().feedback(),
                message.redactedAt());
    }

    private static Schedule schedule(MessageView message) {
        String keeper = message.sending().scheduleBy();
        return keeper == null ? null : new Schedule(keeper, message.scheduledAt());
    }

    private static JsonValue variables(MessageView message) {
        String json = message.sending().templateVariablesJson();
        return json == null ? null : JsonEncoder.embedded(json);
    }

    /** Several messages, in their order. */
    public static List<MessageJson> all(List<MessageView> messages, ErrorWords words) {
        return messages.stream().map(message -> of(message, words)).toList();
    }

    /** Of the id only: JSON-B puts whatever it writes into a set, and a hash of everything would cost as much as the writing. */
    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "MessageJson[" + id + "]";
    }
}
