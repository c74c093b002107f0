package io.fractal.conversations;

import java.util.Objects;
import java.util.UUID;

/**
 * Which conversations to list.
 *
 * @param view the view of the inbox
 * @param channelType only those with an address of the contact on this channel, or {@code null}
 * @param text only those whose contact's name or address, or one of whose messages, contains this; {@code null} or blank for all
 * @param callerUserId the user that {@link View#MINE} means; {@code null} for API keys, to whom nothing is assigned
 */
public record ConversationFilter(View view, String channelType, String text, UUID callerUserId) {

    public ConversationFilter {
        Objects.requireNonNull(view, "view");
    }

    /** The views of the inbox. Only {@link #ARCHIVED} shows archived conversations. */
    public enum View {
        ALL,
        UNREAD,
        UNASSIGNED,
        MINE,
        ARCHIVED
    }
}
