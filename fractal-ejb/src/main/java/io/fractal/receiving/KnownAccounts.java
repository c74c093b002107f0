package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAccounts;
import io.fractal.database.ShortMemory;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.WebhookRoute;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The accounts that webhooks come by, as they were within the last second. Safe for use from several threads. */
@ApplicationScoped
public class KnownAccounts {

    @EJB
    private ProviderAccounts accounts;

    private final ShortMemory<Key, Known> known = new ShortMemory<>();

    /**
     * An account with what its adapter needs.
     */
    public record Known(AccountRef account, ProviderAccount credentials) {

        /** The account only: the rest is secret. */
        @Override
        public String toString() {
            return "Known[" + account.id() + "]";
        }
    }

    private record Key(String provider, WebhookRoute route) {}

    /** The account that a webhook is for; empty when it names none, or one that the settings hold no credentials for. */
    Optional<Known> find(String provider, WebhookRoute route) {
        return known.get(
                new Key(provider, route),
                key -> accounts.forRoute(provider, route)
                        .flatMap(account ->
                                accounts.credentials(account).map(credentials -> new Known(account, credentials))));
    }
}
