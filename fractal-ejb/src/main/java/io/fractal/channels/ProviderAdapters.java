package io.fractal.channels;

import io.fractal.plugins.PluginHost;
import io.fractal.plugins.UnknownProviderAdapterException;
import io.fractal.spi.ChannelAdapter;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Who speaks with the provider of an account. Whoever calls what it hands out must hold no transaction meanwhile. */
@ApplicationScoped
public class ProviderAdapters {

    @EJB
    private ProviderAccounts accounts;

    @Inject
    private PluginHost plugins;

    /** The account a workspace works with now; empty when the settings hold credentials for none. */
    public Optional<AccountRef> current(UUID workspaceId) {
        return accounts.current(workspaceId);
    }

    /** The adapter of an account; empty when no plugin speaks for its provider, or there are no credentials for it. */
    public Optional<ChannelAdapter> of(AccountRef account) {
        try {
            return accounts.credentials(account).map(known -> plugins.adapter(account.provider(), known));
        } catch (UnknownProviderAdapterException notRunning) {
            return Optional.empty();
        }
    }
}
