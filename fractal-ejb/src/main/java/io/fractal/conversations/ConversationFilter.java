package io.fractal.conversations;

import java.util.UUID;

/**
 * Which conversations to list.
 *
 * @param view the view of the inbox; {@code null} for wherever they are
 * @param traits what they have in common beside
 * @param channelType only those with an address of the contact on this channel, or {@code null}
 * @param text only those whose contact's name or number, or one of whose messages, this finds; {@code null} or blank for all
 * @param callerUserId the user that {@link View#MINE} means; {@code null} for API keys, to whom nothing is assigned
 */
public record ConversationFilter(
        View view, ConversationTraits traits, String channelType, String text, UUID callerUserId) {

    /** A view with nothing in common but the channel and the text. */
    public ConversationFilter(View view, String channelType, String text, UUID callerUserId) {
        this(view, ConversationTraits.ANY, channelType, text, callerUserId);
    }

    /** Whether this is a view and nothing else. */
    boolean isWholeView() {
        return view != null && traits.equals(ConversationTraits.ANY) && channelType == null && !isSearch();
    }

    /** Whether a text is looked for. */
    boolean isSearch() {
        return text != null && !text.isBlank();
    }

    /** The views of the inbox. None but their own shows archived and snoozed conversations. */
    public enum View {
        ALL,
        UNREAD,
        UNASSIGNED,
        MINE,
        ARCHIVED,
        SNOOZED
    }
}
