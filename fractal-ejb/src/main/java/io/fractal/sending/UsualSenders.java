package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.channels.PhoneNumbers;
import io.fractal.channels.SenderRef;
import io.fractal.database.Sql;
import io.fractal.sending.KnownSenders.LastUsed;
import io.fractal.spi.ChannelType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The sender that writes when nobody chooses: the one that the contact knows from the channel, so that a conversation stays where it is;
 * else the workspace's default for the recipient's country, then for the channel, then the one that the settings name. Names write only
 * where somebody decided so, because nobody can answer them. Works in the caller's transaction.
 */
@ApplicationScoped
public class UsualSenders {

    /** How far back it is looked for a message on the channel: a switch of channels is rarely longer ago. */
    private static final int LOOKED_AT = 100;

    private static final String LAST_USED = """
            select n.conversation_id, n.kept, last.sender_id
            from unnest(cast(? as uuid[]), cast(? as text[])) as n (conversation_id, kept)
            cross join lateral (select m.sender_id from (select sender_id, channel_type, sequence from message
                    where conversation_id = n.conversation_id order by sequence desc limit %d) as m
                where m.sender_id is not null and replace(m.channel_type, 'MMS', 'SMS') = n.kept
                order by m.sequence desc limit 1) as last""".formatted(LOOKED_AT);

    @Inject
    private EntityManager entities;

    /** The sender that has been decided on. */
    Optional<SenderRef> senderFor(KnownSenders known, ChannelType kept, Recipient recipient) {
        List<SenderRef> choices = known.choices(kept);
        return among(choices, known.lastUsed(recipient.conversationId(), kept))
                .filter(SenderRef::isAnswerable)
                .or(() -> among(choices, known.decidedFor(kept, country(recipient))))
                .or(() -> among(choices, known.named(kept)));
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

    /** Who wrote last to some recipients, with one statement. */
    Map<LastUsed, UUID> lastUsed(List<Recipient> recipients) {
        List<LastUsed> asked = recipients.stream()
                .filter(recipient -> recipient.conversationId() != null)
                .map(recipient -> new LastUsed(recipient.conversationId(), Addresses.keptUnder(recipient.channel())))
                .distinct()
                .toList();
        if (asked.isEmpty()) {
            return Map.of();
        }
        record Writer(LastUsed where, UUID senderId) {}
        return Sql.on(entities)
                .list(
                        LAST_USED,
                        row -> new Writer(
                                new LastUsed(row.uuid("conversation_id"), ChannelType.valueOf(row.text("kept"))),
                                row.uuid("sender_id")),
                        asked.stream().map(LastUsed::conversationId).toList(),
                        asked.stream().map(each -> each.kept().name()).toList())
                .stream()
                .collect(Collectors.toMap(Writer::where, Writer::senderId));
    }
}
