package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.ProviderAccounts;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.WebhookRoute;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The accounts that webhooks come by, kept for a second, so that thousands of webhooks ask the database once. Safe for use from
 * several threads.
 */
@ApplicationScoped
public class KnownAccounts {

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Routes are named by whoever calls, and only those of accounts that exist are kept; this is far more than there are. */
    private static final int MOST = 10_000;

    @Inject
    private ProviderAccounts accounts;

    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

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

    private record Kept(Known known, long since) {}

    /** The account that a webhook is for; empty when it names none, or one that the settings hold no credentials for. */
    Optional<Known> find(String provider, WebhookRoute route) {
        Key key = new Key(provider, route);
        Kept found = kept.get(key);
        if (found != null && System.nanoTime() - found.since() < KEPT_NANOS) {
            return Optional.of(found.known());
        }
        Optional<Known> known = accounts.forRoute(provider, route)
                .flatMap(account -> accounts.credentials(account).map(credentials -> new Known(account, credentials)));
        if (kept.size() >= MOST) {
            kept.clear();
        }
        known.ifPresentOrElse(present -> kept.put(key, new Kept(present, System.nanoTime())), () -> kept.remove(key));
        return known;
    }
}
