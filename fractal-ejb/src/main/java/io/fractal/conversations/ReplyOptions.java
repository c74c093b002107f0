package io.fractal.conversations;

import io.fractal.channels.Addresses;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.contacts.AddressView;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The ways to answer in a conversation: each of our senders to each address of the contact that it reaches. */
@ApplicationScoped
public class ReplyOptions {

    @Inject
    private EntityManager entities;

    @EJB
    private Senders senders;

    @Inject
    private ReplyWindows windows;

    /** The ways to answer, the preferred one first: by the channel, and from the sender, that were used last. */
    List<ReplyOption> of(UUID workspaceId, ConversationSummary conversation, List<AddressView> addresses) {
        List<SenderRef> ours = senders.inUse(workspaceId);
        String lastSender = lastSender(conversation.id());
        ChannelType lastChannel = conversation.channelType() == null
                ? null
                : Addresses.keptUnder(ChannelType.valueOf(conversation.channelType()));
        List<ReplyOption> options = new ArrayList<>();
        for (SenderRef sender : ours) {
            for (String address : reachable(sender.channel(), addresses)) {
                if (!sender.reaches(address)) {
                    continue;
                }
                options.add(option(conversation.id(), sender, address));
            }
        }
        options.sort(Comparator.comparing(
                        (ReplyOption option) -> !option.channelType().equals(name(lastChannel)))
                .thenComparing(option -> !option.from().equals(lastSender)));
        return preferFirst(options);
    }

    private ReplyOption option(UUID conversationId, SenderRef sender, String address) {
        Instant closesAt =
                windows.closesAt(conversationId, sender.channel(), address).orElse(null);
        return new ReplyOption(sender.channel().name(), address, sender.address(), sender.label(), false, closesAt);
    }

    /** The addresses kept for the channel; without one, the numbers of other channels, because a number is reached by SMS too. */
    private static List<String> reachable(ChannelType channel, List<AddressView> addresses) {
        List<String> own = addresses.stream()
                .filter(address -> address.channelType().equals(channel.name()))
                .map(AddressView::address)
                .toList();
        if (!own.isEmpty() || channel != ChannelType.SMS) {
            return own;
        }
        return addresses.stream()
                .filter(address -> Addresses.isByNumber(ChannelType.valueOf(address.channelType())))
                .map(AddressView::address)
                .filter(address -> address.startsWith("+"))
                .distinct()
                .toList();
    }

    private String lastSender(UUID conversationId) {
        return Sql.on(entities)
                .first(
                        "select case direction when 'INBOUND' then to_address else from_address end as ours"
                                + " from message where conversation_id = ? order by sequence desc limit 1",
                        row -> row.text("ours"),
                        conversationId)
                .orElse("");
    }

    private static String name(ChannelType channel) {
        return channel == null ? "" : channel.name();
    }

    private static List<ReplyOption> preferFirst(List<ReplyOption> options) {
        if (options.isEmpty()) {
            return options;
        }
        ReplyOption first = options.get(0);
        options.set(
                0,
                new ReplyOption(
                        first.channelType(),
                        first.to(),
                        first.from(),
                        first.senderLabel(),
                        true,
                        first.windowClosesAt()));
        return options;
    }
}
