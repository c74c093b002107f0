package io.fractal.web.representation;

import io.fractal.conversations.ConversationSummary;
import io.fractal.conversations.MessageView;
import io.fractal.web.notation.Joined;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a conversation was begun with.
 *
 * @param message null when nothing was written
 */
@Schema(name = "FirstMessage")
public record FirstMessageJson(@Schema(nullable = true) MessageJson message) {

    /**
     * A conversation together with what was written to begin it, in one object.
     *
     * @param message null for nothing
     */
    public static Joined joined(ConversationSummary conversation, MessageView message, ErrorWords words) {
        return new Joined(
                ConversationJson.of(conversation),
                new FirstMessageJson(message == null ? null : MessageJson.of(message, words)));
    }
}
