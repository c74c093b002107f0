package io.fractal.sending;

import io.fractal.channels.AccountRef;
import io.fractal.channels.Addresses;
import io.fractal.channels.ProviderAccounts;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ReplyWindows;
import io.fractal.spi.ChannelType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Chooses from which sender a message goes out. Works in the caller's transaction. */
@ApplicationScoped
public class OutboundRoutes {

    @Inject
    private Senders senders;

    @Inject
    private ProviderAccounts accounts;

    @Inject
    private ReplyWindows windows;

    @Inject
    private Clock clock;

    /**
     * The way to a recipient.
     *
     * @throws SendRefusedException when the workspace has no such sender, or WhatsApp does not allow free text any more
     */
    MessageRoute choose(UUID workspaceId, SendRequest request, Recipient recipient) {
        ChannelType kept = Addresses.keptUnder(recipient.channel());
        if (!windows.isOpen(recipient.conversationId(), kept, recipient.address(), clock.instant())) {
            throw SendRefusedException.windowClosed(recipient.contact().getId());
        }
        ChannelType channel = kept == ChannelType.SMS && !request.mediaUrls().isEmpty() ? ChannelType.MMS : kept;
        return sender(workspaceId, request, kept)
                .map(sender -> fromSender(sender, channel, recipient))
                .or(() -> fromPool(workspaceId, request, channel, recipient))
                .orElseThrow(() -> SendRefusedException.noSender(workspaceId, kept.name()));
    }

    private Optional<SenderRef> sender(UUID workspaceId, SendRequest request, ChannelType kept) {
        return senders.inUse(workspaceId).stream()
                .filter(sender -> sender.channel() == kept)
                .filter(sender -> request.senderId() == null || sender.id().equals(request.senderId()))
                .filter(sender -> request.from() == null || isSame(request.from(), sender, kept))
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
    private Optional<MessageRoute> fromPool(
            UUID workspaceId, SendRequest request, ChannelType channel, Recipient recipient) {
        if (request.senderId() != null || !Addresses.isByNumber(channel) || channel == ChannelType.WHATSAPP) {
            return Optional.empty();
        }
        return accounts.current(workspaceId)
                .filter(account -> account.poolId().isPresent())
                .filter(account -> request.from() == null || account.poolId().equals(Optional.of(request.from())))
                .map(account -> new MessageRoute(
                        channel,
                        account.provider(),
                        account.id(),
                        null,
                        account.poolId().orElseThrow(),
                        recipient.address()));
    }
}
