package io.fractal.conversations;

import java.util.UUID;

/**
 * What conversations of a list have in common; {@code null} leaves a trait out.
 *
 * @param unread whether anything is unread
 * @param state {@code OPEN} or {@code CLOSED}
 * @param assigneeId who looks after them
 * @param tag one of their tags
 * @param contactId whom they are with
 */
public record ConversationTraits(
        Boolean unread, Boolean starred, String state, UUID assigneeId, String tag, UUID contactId) {

    /** Nothing. */
    public static final ConversationTraits ANY = new ConversationTraits(null, null, null, null, null, null);
}
