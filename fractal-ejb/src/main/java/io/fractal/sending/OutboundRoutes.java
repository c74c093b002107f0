package io.fractal.sending;

import io.fractal.channels.AccountRef;
import io.fractal.channels.Addresses;
import io.fractal.channels.ProviderAccounts;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MessageRoute;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender.Kind;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Chooses from which sender a message goes out. Works in the caller's transaction. */
@ApplicationScoped
public class OutboundRoutes {

    @EJB
    private Senders senders;

    @Inject
    private UsualSenders usual;

    @EJB
    private ProviderAccounts accounts;

    /**
     * The way to a recipient; empty when the workspace has no sender that could take it.
     *
     * @throws InvalidRequestException when the request names a sender that the workspace does not have at all
     */
    Optional<MessageRoute> choose(UUID workspaceId, SendRequest request, Recipient recipient) {
        requireKnown(workspaceId, request.via());
        return choose(known(workspaceId, List.of(recipient)), request, recipient);
    }

    /** Chooses each draft's way to its recipient; those for which the workspace has no sender are refused. */
    void choose(UUID workspaceId, List<Draft> drafts) {
        KnownSenders known =
                known(workspaceId, drafts.stream().map(Draft::recipient).toList());
        drafts.forEach(draft -> draft.attempt(() -> {
            requireKnown(workspaceId, draft.request().via());
            draft.takes(choose(known, draft.request(), draft.recipient())
                    .orElseThrow(() -> SendRefusedException.noSender(
                            workspaceId, draft.recipient().channel().name())));
        }));
    }

    private KnownSenders known(UUID workspaceId, List<Recipient> recipients) {
        return new KnownSenders(workspaceId, senders, accounts, usual.lastUsed(recipients));
    }

    private Optional<MessageRoute> choose(KnownSenders known, SendRequest request, Recipient recipient) {
        ChannelType kept = Addresses.keptUnder(recipient.channel());
        ChannelType channel = kept == ChannelType.SMS && request.content().hasMedia() ? ChannelType.MMS : kept;
        List<SenderRef> choices = known.choices(kept);
        return chosen(known, request.via(), kept, recipient)
                .map(sender -> fromSender(known, sender, channel, recipient))
                .or(() -> fromPool(known, request.via(), channel, recipient))
                .or(() -> usual.anyOf(request.via(), recipient, choices)
                        .map(sender -> fromSender(known, sender, channel, recipient)));
    }

    /**
     * @throws InvalidRequestException when the workspace has no sender of that id
     */
    public void requireKnown(UUID workspaceId, Via via) {
        if (via.senderId() != null && !senders.exists(workspaceId, via.senderId())) {
            throw new InvalidRequestException(
                    List.of(new FieldError("senderId", "UNKNOWN_SENDER", "There is no such sender")));
        }
    }

    /** Our number that stands in when the recipient cannot be reached on the channel, if one is asked for. */
    Optional<String> fallback(UUID workspaceId, Via via, String to) {
        return Optional.ofNullable(via.fallbackChannel())
                .map(ChannelType::valueOf)
                .map(channel -> senders.inUse(workspaceId).stream()
                        .filter(sender -> sender.channel() == channel && sender.reaches(to))
                        .findFirst()
                        .map(SenderRef::address)
                        .orElseThrow(() -> SendRefusedException.noSender(workspaceId, channel.name())));
    }

    /** The sender that is asked for; without one, the one that the workspace, or what went before, has decided on. */
    private Optional<SenderRef> chosen(KnownSenders known, Via via, ChannelType kept, Recipient recipient) {
        if (via.senderId() == null && via.from() == null) {
            return usual.senderFor(known, kept, recipient);
        }
        return known.choices(kept).stream()
                .filter(sender -> via.senderId() == null || sender.id().equals(via.senderId()))
                .filter(sender -> via.from() == null || isSame(via.from(), sender, kept))
                .findFirst();
    }

    private static boolean isSame(String from, SenderRef sender, ChannelType channel) {
        return sender.address().equals(from)
                || Addresses.writable(channel, from, "ZZ").equals(Optional.of(sender.address()));
    }

    /** A pool chooses among its members, so that the message shows the pool as its writer and no sender of its own. */
    private static MessageRoute fromSender(
            KnownSenders known, SenderRef sender, ChannelType channel, Recipient recipient) {
        AccountRef account = known.account(sender.providerAccountId());
        UUID senderId = sender.kind() == Kind.POOL ? null : sender.id();
        return new MessageRoute(
                channel, account.provider(), account.id(), senderId, sender.address(), recipient.address());
    }

    /** Without a number of our own the account's sender pool chooses one; the message then shows the pool as its writer. */
    private static Optional<MessageRoute> fromPool(
            KnownSenders known, Via via, ChannelType channel, Recipient recipient) {
        if (via.senderId() != null || !Addresses.isByNumber(channel) || channel == ChannelType.WHATSAPP) {
            return Optional.empty();
        }
        return known.current()
                .filter(account -> account.poolId().isPresent())
                .filter(account -> via.from() == null || account.poolId().equals(Optional.of(via.from())))
                .map(account -> new MessageRoute(
                        channel,
                        account.provider(),
                        account.id(),
                        null,
                        account.poolId().orElseThrow(),
                        recipient.address()));
    }
}
