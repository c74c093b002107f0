package io.fractal.sending;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAccounts;
import io.fractal.conversations.MessageRoute;
import io.fractal.database.ShortMemory;
import io.fractal.plugins.PluginHost;
import io.fractal.plugins.UnknownProviderAdapterException;
import io.fractal.spi.Capabilities;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells what providers can do beside sending. Works in the caller's transaction. */
@ApplicationScoped
public class Abilities {

    @EJB
    private ProviderAccounts accounts;

    @Inject
    private PluginHost plugins;

    /** Of an account nothing changes that matters here. */
    private final ShortMemory<Key, AccountRef> known = new ShortMemory<>();

    private record Key(UUID workspaceId, UUID accountId) {}

    /** What the provider can do that a message goes through; empty when it cannot be reached with the present settings. */
    Optional<Capabilities> of(UUID workspaceId, MessageRoute route) {
        return of(known.get(
                new Key(workspaceId, route.providerAccountId()),
                key -> accounts.find(key.workspaceId(), key.accountId())));
    }

    /** What the provider can do that a workspace writes through. */
    Optional<Capabilities> current(UUID workspaceId) {
        return of(accounts.current(workspaceId));
    }

    private Optional<Capabilities> of(Optional<AccountRef> found) {
        try {
            return found.flatMap(account -> accounts.credentials(account)
                    .map(credentials ->
                            plugins.adapter(account.provider(), credentials).capabilities()));
        } catch (UnknownProviderAdapterException notRunning) {
            return Optional.empty();
        }
    }
}
