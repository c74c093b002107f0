package io.fractal.channels;

import io.fractal.configuration.Settings;
import io.fractal.configuration.TwilioSettings;
import io.fractal.database.Ids;
import io.fractal.database.Owned;
import io.fractal.database.Sql;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.WebhookRoute;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The accounts at providers, and what their adapters need to know of them. */
@Stateless
public class ProviderAccounts {

    private static final String TWILIO = "twilio";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Clock clock;

    @Inject
    private Settings settings;

    /**
     * The account that a webhook is for: the one whose sender pool it names, else the one whose account it names. Numbers in a pool
     * send the pool along, and looking only at one of the two loses messages.
     */
    public Optional<AccountRef> forRoute(String provider, WebhookRoute route) {
        return entities.createQuery(
                        "select a from ProviderConnection a where a.provider = :provider"
                                + " and (a.accountId = :account or a.poolId = :pool)",
                        ProviderConnection.class)
                .setParameter("provider", provider)
                .setParameter("account", route.accountId())
                .setParameter("pool", route.poolId().orElse(""))
                .getResultStream()
                .map(AccountRef::of)
                .min(Comparator.comparing(
                        account -> route.poolId().isEmpty() || !account.poolId().equals(route.poolId())));
    }

    /** One account by Fractal's id. */
    public Optional<AccountRef> find(UUID workspaceId, UUID providerAccountId) {
        return Owned.find(entities, ProviderConnection.class, workspaceId, providerAccountId)
                .map(AccountRef::of);
    }

    /** The account a workspace writes through; empty when the settings hold credentials for none. */
    public Optional<AccountRef> current(UUID workspaceId) {
        return entities.createQuery(
                        "select a from ProviderConnection a where a.workspaceId = :workspace order by a.createdAt, a.id",
                        ProviderConnection.class)
                .setParameter("workspace", workspaceId)
                .getResultStream()
                .map(AccountRef::of)
                .filter(account -> credentials(account).isPresent())
                .findFirst();
    }

    /**
     * An account with its credentials, for its adapter.
     *
     * @return empty when the settings no longer hold credentials for it: its history stays, but nothing goes in or out
     */
    public Optional<ProviderAccount> credentials(AccountRef account) {
        TwilioSettings twilio = settings.twilio();
        if (!account.provider().equals(TWILIO) || !account.accountId().equals(twilio.accountSid())) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        values.put("authToken", twilio.authToken());
        twilio.apiKey().ifPresent(key -> values.put("apiKey", key));
        twilio.apiKeySecret().ifPresent(secret -> values.put("apiKeySecret", secret));
        twilio.messagingServiceSid().ifPresent(pool -> values.put("messagingServiceSid", pool));
        twilio.apiBaseUrl().ifPresent(url -> values.put("apiBaseUrl", url));
        return Optional.of(new ProviderAccount(account.accountId(), values));
    }

    /** Makes an account known, or takes over that its sender pool has changed. */
    public AccountRef register(UUID workspaceId, String provider, String accountId, Optional<String> poolId) {
        Sql.on(entities)
                .update(
                        "insert into provider_account (id, workspace_id, provider, account_id, pool_id, created_at)"
                                + " values (?, ?, ?, ?, ?, ?)"
                                + " on conflict (provider, account_id) do update set pool_id = excluded.pool_id"
                                + " where provider_account.pool_id is distinct from excluded.pool_id",
                        Ids.next(),
                        workspaceId,
                        provider,
                        accountId,
                        poolId.orElse(null),
                        clock.instant());
        return forRoute(provider, new WebhookRoute(accountId, Optional.empty())).orElseThrow();
    }
}
