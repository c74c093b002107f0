package io.fractal.web.representation;

import io.fractal.conversations.MessageView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A stretch of a conversation.
 *
 * @param messages ascending
 * @param hasMore whether there are older ones
 */
@Schema(name = "Thread")
public record ThreadJson(List<MessageJson> messages, boolean hasMore) {

    /**
     * The newest of what was read.
     *
     * @param read ascending, one more than wanted when there are that many
     * @param wanted how many are shown
     */
    public static ThreadJson of(List<MessageView> read, int wanted, ErrorWords words) {
        boolean more = read.size() > wanted;
        List<MessageView> shown = more ? read.subList(read.size() - wanted, read.size()) : read;
        return new ThreadJson(MessageJson.all(shown, words), more);
    }
}
