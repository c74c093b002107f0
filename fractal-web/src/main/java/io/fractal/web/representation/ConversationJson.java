package io.fractal.web.representation;

import io.fractal.conversations.ConversationSummary;
import io.fractal.web.notation.ConversationSids;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A conversation as a row of the inbox shows it. The components mean what those of {@link ConversationSummary} mean. */
@Schema(name = "Conversation", description = "All messages of one contact, over every channel.")
public record ConversationJson(
        UUID id,

        @Schema(
                description = "The same in Twilio's manner; taken wherever the id is",
                example = "CH0190f3c27a5e70008000000000000001")
        String sid,

        UUID contactId,
        @Schema(example = "Anna Schmidt") String contactName,

        @Schema(
                nullable = true,
                description = "Channel of the last message; null when there is none",
                example = "WHATSAPP")
        String channelType,

        @Schema(example = "OPEN", description = "OPEN or CLOSED")
        String state,

        int unreadCount,
        boolean starred,
        boolean archived,

        @Schema(nullable = true, description = "Out of sight until then, or until the contact writes")
        Instant snoozedUntil,

        @Schema(nullable = true) UUID assigneeId,
        List<String> tags,

        @Schema(nullable = true, description = "The last message; null when there is none")
        UUID lastMessageId,

        @Schema(nullable = true, example = "See you tomorrow!")
        String lastMessagePreview,

        @Schema(nullable = true, description = "INBOUND or OUTBOUND", example = "INBOUND")
        String lastMessageDirection,

        @Schema(nullable = true, example = "RECEIVED") String lastMessageStatus,
        @Schema(nullable = true) Instant lastMessageAt,
        Instant createdAt,
        Instant updatedAt) {

    /** The representation of a conversation. */
    public static ConversationJson of(ConversationSummary summary) {
        return new ConversationJson(
                summary.id(),
                ConversationSids.of(summary.id()),
                summary.contactId(),
                summary.contactName(),
                summary.channelType(),
                summary.state(),
                summary.unreadCount(),
                summary.starred(),
                summary.archived(),
                summary.snoozedUntil(),
                summary.assigneeId(),
                summary.tags(),
                summary.lastMessageId(),
                summary.lastMessagePreview(),
                summary.lastMessageDirection(),
                ShownStatus.of(summary.lastMessageStatus()),
                summary.lastMessageAt(),
                summary.createdAt(),
                summary.updatedAt());
    }

    /** Of the id only, as that of {@link MessageJson}. */
    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }

    /** The preview is what people wrote: it stays out of logs. */
    @Override
    public String toString() {
        return "ConversationJson[" + id + "]";
    }
}
