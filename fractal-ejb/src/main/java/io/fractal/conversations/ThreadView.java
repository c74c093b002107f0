package io.fractal.conversations;

import java.time.Instant;
import java.util.UUID;

/**
 * A conversation with its contact and its last message, as one row.
 *
 * @param phone the number the contact is first reached at, or {@code null}
 * @param body the last message's whole text, or {@code null}
 * @param lastMessageAt when the last message came or was accepted, or {@code null} when there is none
 * @param channelType the last message's channel, or {@code null}
 */
public record ThreadView(
        UUID id,
        UUID contactId,
        String contactName,
        String phone,
        String body,
        Instant lastMessageAt,
        String channelType,
        long messageCount,
        int unreadCount,
        Instant createdAt) {

    /** Where it stands in lists: its newest message, or when it was begun. */
    Instant recency() {
        return lastMessageAt == null ? createdAt : lastMessageAt;
    }

    /** The ids only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "ThreadView[" + id + "]";
    }
}
