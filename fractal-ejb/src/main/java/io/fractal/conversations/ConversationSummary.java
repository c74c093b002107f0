package io.fractal.conversations;

import java.time.Instant;
import java.util.UUID;

/**
 * A conversation as a row of the list shows it.
 *
 * @param state {@code OPEN} or {@code CLOSED}
 * @param unreadCount how many received messages nobody has read
 * @param assigneeId the user who looks after it, or {@code null}
 * @param channelType the channel of the last message, or {@code null} when there is none
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
        UUID assigneeId,
        String channelType,
        String lastMessagePreview,
        String lastMessageDirection,
        String lastMessageStatus,
        Instant lastMessageAt,
        Instant createdAt,
        Instant updatedAt) {}
