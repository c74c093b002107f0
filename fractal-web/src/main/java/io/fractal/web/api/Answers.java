package io.fractal.web.api;

import io.fractal.database.Page;
import io.fractal.web.notation.Joined;
import io.fractal.web.representation.ContactJson;
import io.fractal.web.representation.ConversationJson;
import io.fractal.web.representation.CountsJson;
import io.fractal.web.representation.MessageJson;
import io.fractal.web.representation.SessionJson;
import io.fractal.web.representation.ThreadJson;
import io.fractal.web.representation.UnassignedJson;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The envelope around every good answer, once for each kind of data: a generic one would leave the published description without
 * types on some servers.
 */
public final class Answers {

    private Answers() {}

    /** What is told about a list beside its items. */
    @Schema(name = "Meta")
    public record Meta(Pagination pagination) {

        static Meta of(Page<?> page) {
            return new Meta(new Pagination(page.page(), page.limit(), page.total()));
        }
    }

    /**
     * Where in a longer list an answer stands.
     *
     * @param page from 1
     * @param limit the most items on a page
     * @param total how many items there are on all pages
     */
    @Schema(name = "Pagination")
    public record Pagination(
            @Schema(example = "1") int page,
            @Schema(example = "20") int limit,
            @Schema(example = "137") long total) {}

    /** Conversations. */
    @Schema(name = "ConversationList")
    public record ConversationList(boolean success, List<ConversationJson> data, Meta meta) {}

    /** A conversation. */
    @Schema(name = "ConversationAnswer")
    public record OneConversation(boolean success, ConversationJson data) {}

    /** A conversation with what is shown when it is opened. */
    @Schema(name = "OpenedConversationAnswer")
    public record OpenedConversation(
            boolean success,

            @Schema(ref = "#/components/schemas/ConversationOpened")
            Joined data) {}

    /** A stretch of a conversation. */
    @Schema(name = "ThreadAnswer")
    public record OneThread(boolean success, ThreadJson data) {}

    /** Counts. */
    @Schema(name = "CountsAnswer")
    public record OneCounts(boolean success, CountsJson data) {}

    /** Messages. */
    @Schema(name = "MessageList")
    public record MessageList(boolean success, List<MessageJson> data, Meta meta) {}

    /** A message. */
    @Schema(name = "MessageAnswer")
    public record OneMessage(boolean success, MessageJson data) {}

    /** A message with its history. */
    @Schema(name = "MessageWithHistoryAnswer")
    public record MessageWithHistory(
            boolean success,

            @Schema(ref = "#/components/schemas/MessageWithHistory")
            Joined data) {}

    /** Contacts. */
    @Schema(name = "ContactList")
    public record ContactList(boolean success, List<ContactJson> data, Meta meta) {}

    /** A contact. */
    @Schema(name = "ContactAnswer")
    public record OneContact(boolean success, ContactJson data) {}

    /** Parked messages. */
    @Schema(name = "UnassignedList")
    public record UnassignedList(boolean success, List<UnassignedJson> data, Meta meta) {}

    /** What came of taking an address over. */
    @Schema(name = "AdoptionAnswer")
    public record Adoption(boolean success, Adopted data) {}

    /**
     * How many parked messages came in.
     *
     * @param adopted how many
     */
    @Schema(name = "Adopted")
    public record Adopted(@Schema(example = "3") int adopted) {}

    /** Who is signed in. */
    @Schema(name = "SessionAnswer")
    public record OneSession(boolean success, SessionJson data) {}

    /** Nothing but success. */
    @Schema(name = "DoneAnswer")
    public record Done(boolean success) {}
}
