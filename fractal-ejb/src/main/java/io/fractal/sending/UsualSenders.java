package io.fractal.sending;

import io.fractal.channels.PhoneNumbers;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The sender that writes when nobody chooses: the one that the contact knows from the channel, so that a conversation stays where it is;
 * else the workspace's default for the recipient's country, then for the channel, then the one that the settings name. Names write only
 * where somebody decided so, because nobody can answer them. Works in the caller's transaction.
 */
@ApplicationScoped
public class UsualSenders {

    /** How far back it is looked for a message on the channel: a switch of channels is rarely longer ago. */
    private static final int LOOKED_AT = 100;

    @Inject
    private EntityManager entities;

    @EJB
    private Senders senders;

    /**
     * The sender that has been decided on.
     *
     * @param choices the senders in use that carry the channel
     */
    Optional<SenderRef> senderFor(ChannelType kept, Recipient recipient, List<SenderRef> choices) {
        UUID workspaceId = recipient.workspaceId();
        return among(choices, lastUsed(kept, recipient))
                .filter(SenderRef::isAnswerable)
                .or(() -> among(choices, senders.decidedFor(workspaceId, kept, country(recipient))))
                .or(() -> among(choices, senders.named(workspaceId, kept)));
    }

    /** Any sender that people can answer and that reaches the recipient, unless a certain one was asked for. */
    Optional<SenderRef> anyOf(Via via, Recipient recipient, List<SenderRef> choices) {
        return via.senderId() != null || via.from() != null
                ? Optional.empty()
                : choices.stream()
                        .filter(SenderRef::isAnswerable)
                        .filter(sender -> sender.reaches(recipient.address()))
                        .findFirst();
    }

    private static Optional<SenderRef> among(List<SenderRef> choices, Optional<UUID> senderId) {
        return senderId.flatMap(
                id -> choices.stream().filter(sender -> sender.id().equals(id)).findFirst());
    }

    private static String country(Recipient recipient) {
        return PhoneNumbers.region(recipient.address()).orElse(null);
    }

    private Optional<UUID> lastUsed(ChannelType kept, Recipient recipient) {
        if (recipient.conversationId() == null || recipient.conversationCreated()) {
            return Optional.empty();
        }
        return Sql.on(entities)
                .first(
                        "select m.sender_id from (select sender_id, channel_type, sequence from message"
                                + " where conversation_id = ? order by sequence desc limit " + LOOKED_AT + ") as m"
                                + " where m.sender_id is not null and replace(m.channel_type, 'MMS', 'SMS') = ?"
                                + " order by m.sequence desc limit 1",
                        row -> row.uuid("sender_id"),
                        recipient.conversationId(),
                        kept);
    }
}
