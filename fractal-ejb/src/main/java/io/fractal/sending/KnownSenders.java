package io.fractal.sending;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAccounts;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.spi.ChannelType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What has been looked up of a workspace's senders, remembered while some messages are accepted in one transaction. Not for several
 * threads.
 */
final class KnownSenders {

    private final UUID workspaceId;
    private final Senders senders;
    private final ProviderAccounts accounts;
    private final Map<LastUsed, UUID> lastUsed;
    private final Map<Decided, Optional<UUID>> decided = new HashMap<>();
    private final Map<ChannelType, Optional<UUID>> named = new HashMap<>();
    private final Map<UUID, AccountRef> accountsById = new HashMap<>();
    private List<SenderRef> choices;
    private Optional<AccountRef> current;

    /** On which channel of which conversation. */
    record LastUsed(UUID conversationId, ChannelType kept) {}

    private record Decided(ChannelType kept, String country) {}

    /**
     * @param lastUsed the senders that wrote last, as far as anybody did
     */
    KnownSenders(UUID workspaceId, Senders senders, ProviderAccounts accounts, Map<LastUsed, UUID> lastUsed) {
        this.workspaceId = workspaceId;
        this.senders = senders;
        this.accounts = accounts;
        this.lastUsed = lastUsed;
    }

    /** As {@link Senders#choices}, those that carry a channel. */
    List<SenderRef> choices(ChannelType kept) {
        if (choices == null) {
            choices = senders.choices(workspaceId);
        }
        return choices.stream().filter(sender -> sender.carries(kept)).toList();
    }

    /** The sender that wrote last on a channel of a conversation. */
    Optional<UUID> lastUsed(UUID conversationId, ChannelType kept) {
        return Optional.ofNullable(lastUsed.get(new LastUsed(conversationId, kept)));
    }

    /** As {@link Senders#decidedFor}. */
    Optional<UUID> decidedFor(ChannelType kept, String country) {
        return decided.computeIfAbsent(
                new Decided(kept, country), wanted -> senders.decidedFor(workspaceId, kept, country));
    }

    /** As {@link Senders#named}. */
    Optional<UUID> named(ChannelType kept) {
        return named.computeIfAbsent(kept, wanted -> senders.named(workspaceId, wanted));
    }

    /** The account of a sender. */
    AccountRef account(UUID id) {
        return accountsById.computeIfAbsent(
                id, wanted -> accounts.find(workspaceId, wanted).orElseThrow());
    }

    /** The account that the workspace writes through. */
    Optional<AccountRef> current() {
        if (current == null) {
            current = accounts.current(workspaceId);
        }
        return current;
    }
}
