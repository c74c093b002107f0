package io.fractal.web.representation;

import io.fractal.conversations.ConversationDetail;
import io.fractal.conversations.ReplyOption;
import io.fractal.web.notation.Joined;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is shown of an opened conversation beside its row.
 *
 * @param contact who it is with
 * @param replyOptions the ways to answer, the preferred one first
 * @param messages the newest messages, ascending
 * @param hasMore whether there are older messages
 */
@Schema(name = "OpenedConversation")
public record ConversationDetailJson(
        Contact contact, List<Reply> replyOptions, List<MessageJson> messages, boolean hasMore) {

    /** A conversation together with what is shown when it is opened, in one object. */
    public static Joined joined(ConversationDetail detail, ThreadJson thread) {
        ConversationJson row = ConversationJson.of(detail.summary());
        Contact contact = new Contact(
                row.contactId(),
                row.contactName(),
                detail.contactEmail(),
                detail.tags(),
                AddressJson.all(detail.addresses()));
        List<Reply> replies = detail.replyOptions().stream().map(Reply::of).toList();
        return new Joined(row, new ConversationDetailJson(contact, replies, thread.messages(), thread.hasMore()));
    }

    /**
     * The contact of a conversation.
     *
     * @param email null when not known
     */
    @Schema(name = "ConversationContact")
    public record Contact(
            UUID id,
            String name,
            @Schema(nullable = true) String email,
            List<String> tags,
            List<AddressJson> addresses) {}

    /** One way to answer; the components mean what those of {@link ReplyOption} mean. */
    @Schema(name = "ReplyOption")
    public record Reply(
            @Schema(example = "WHATSAPP") String channelType,
            String to,
            String from,
            String label,
            boolean preferred,

            @Schema(
                    nullable = true,
                    description =
                            "Until when free text may be written; null when there is no such window or nobody has written")
            Instant windowClosesAt) {

        static Reply of(ReplyOption option) {
            return new Reply(
                    option.channelType(),
                    option.to(),
                    option.from(),
                    option.senderLabel(),
                    option.preferred(),
                    option.windowClosesAt());
        }
    }
}
