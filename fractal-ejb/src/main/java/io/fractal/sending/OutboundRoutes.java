package io.fractal.sending;

import io.fractal.channels.AccountRef;
import io.fractal.channels.Addresses;
import io.fractal.channels.ProviderAccounts;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.conversations.MessageRoute;
import io.fractal.spi.ChannelType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Chooses from which sender a message goes out. Works in the caller's transaction. */
@ApplicationScoped
public class OutboundRoutes {

    @Inject
    private Senders senders;

    @Inject
    private ProviderAccounts accounts;

    /** The way to a recipient; empty when the workspace has no such sender. */
    Optional<MessageRoute> choose(UUID workspaceId, SendRequest request, Recipient recipient) {
        ChannelType kept = Addresses.keptUnder(recipient.channel());
        ChannelType channel = kept == ChannelType.SMS && request.content().hasMedia() ? ChannelType.MMS : kept;
        return sender(workspaceId, request.via(), kept)
                .map(sender -> fromSender(sender, channel, recipient))
                .or(() -> fromPool(workspaceId, request.via(), channel, recipient));
    }

    /** Our number that stands in when the recipient cannot be reached on the channel, if one is asked for. */
    Optional<String> fallback(UUID workspaceId, Via via) {
        return Optional.ofNullable(via.fallbackChannel())
                .map(ChannelType::valueOf)
                .map(channel -> sender(workspaceId, Via.ANY, channel)
                        .map(SenderRef::address)
                        .orElseThrow(() -> SendRefusedException.noSender(workspaceId, channel.name())));
    }

    private Optional<SenderRef> sender(UUID workspaceId, Via via, ChannelType kept) {
        return senders.inUse(workspaceId).stream()
                .filter(sender -> sender.channel() == kept)
                .filter(sender -> via.senderId() == null || sender.id().equals(via.senderId()))
                .filter(sender -> via.from() == null || isSame(via.from(), sender, kept))
                .findFirst();
    }

    private static boolean isSame(String from, SenderRef sender, ChannelType channel) {
        return sender.address().equals(from)
                || Addresses.writable(channel, from, "ZZ").equals(Optional.of(sender.address()));
    }

    private MessageRoute fromSender(SenderRef sender, ChannelType channel, Recipient recipient) {
        AccountRef account =
                accounts.find(sender.workspaceId(), sender.providerAccountId()).orElseThrow();
        return new MessageRoute(
                channel, account.provider(), account.id(), sender.id(), sender.address(), recipient.address());
    }

    /** Without a number of our own the account's sender pool chooses one; the message then shows the pool as its writer. */
    private Optional<MessageRoute> fromPool(UUID workspaceId, Via via, ChannelType channel, Recipient recipient) {
        if (via.senderId() != null || !Addresses.isByNumber(channel) || channel == ChannelType.WHATSAPP) {
            return Optional.empty();
        }
        return accounts.current(workspaceId)
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
