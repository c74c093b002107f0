package io.fractal.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation as a row of the list shows it.
 *
 * @param state {@code OPEN} or {@code CLOSED}
 * @param unreadCount how many received messages nobody has read
 * @param snoozedUntil until when it is out of sight, or {@code null}
 * @param assigneeId the user who looks after it, or {@code null}
 * @param tags in alphabetical order
 * @param channelType the channel of the last message, or {@code null} when there is none
 * @param lastMessageId the last message, or {@code null}
 * @param lastMessagePreview the beginning of the last message on one line, or {@code null}
 * @param lastMessageDirection {@code INBOUND} or {@code OUTBOUND}, or {@code null}
 * @param lastMessageStatus the status the last message shows, or {@code null}
 * @param lastMessageAt when the last message came or was accepted, or {@code null}
 */
public record ConversationSummary(
        UUID id,
        UUID contactId,
        String contactName,
        String state,
        int unreadCount,
        boolean starred,
        boolean archived,
        Instant snoozedUntil,
        UUID assigneeId,
        List<String> tags,
        String channelType,
        UUID lastMessageId,
        String lastMessagePreview,
        String lastMessageDirection,
        String lastMessageStatus,
        Instant lastMessageAt,
        Instant createdAt,
        Instant updatedAt) {

    public ConversationSummary {
        tags = List.copyOf(tags);
    }

    /** Where it stands in lists: its newest message, or when it was begun. */
    Instant recency() {
        return lastMessageAt == null ? createdAt : lastMessageAt;
    }

    /** The ids only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "ConversationSummary[" + id + "]";
    }
}
