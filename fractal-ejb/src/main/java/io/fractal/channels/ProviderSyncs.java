package io.fractal.channels;

import io.fractal.database.Sql;
import io.fractal.database.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers when a provider was last asked for what it keeps, so that of several nodes one asks, and an outage is told once and not with
 * each try. Its transactions are its own.
 */
@ApplicationScoped
public class ProviderSyncs {

    private static final Logger LOG = System.getLogger(ProviderSyncs.class.getName());

    /** After a failure, and after a node ended in the middle. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    @Inject
    private EntityManager entities;

    @EJB
    private Transactions transactions;

    @Inject
    private Clock clock;

    /**
     * Whether it is this caller's turn to ask; then it is nobody else's for a while.
     *
     * @param kind what is asked for
     * @param every how long what was answered last holds
     */
    public boolean isDue(AccountRef account, String kind, Duration every) {
        Instant now = clock.instant();
        return transactions.inNew(() -> Sql.on(entities)
                        .update(
                                "insert into provider_sync (provider_account_id, kind, workspace_id, started_at)"
                                        + " values (?, ?, ?, ?)"
                                        + " on conflict (provider_account_id, kind) do update set started_at = excluded.started_at"
                                        + " where provider_sync.started_at <= case"
                                        + " when provider_sync.finished_at >= provider_sync.started_at then cast(? as timestamptz)"
                                        + " else cast(? as timestamptz) end",
                                account.id(),
                                kind,
                                account.workspaceId(),
                                now,
                                now.minus(every),
                                now.minus(AGAIN)))
                > 0;
    }

    /** Everything was answered and taken over. */
    public void succeeded(AccountRef account, String kind) {
        boolean recovered = transactions.inNew(() -> {
            boolean failing = isFailing(account, kind);
            Sql.on(entities)
                    .update(
                            "insert into provider_sync (provider_account_id, kind, workspace_id, started_at, finished_at)"
                                    + " values (?, ?, ?, ?, ?)"
                                    + " on conflict (provider_account_id, kind) do update"
                                    + " set finished_at = excluded.finished_at, failing_since = null",
                            account.id(),
                            kind,
                            account.workspaceId(),
                            clock.instant(),
                            clock.instant());
            return failing;
        });
        if (recovered) {
            LOG.log(Level.INFO, "{0} answers again about {1}", account.provider(), kind);
        }
    }

    /** The provider did not answer. The first time after a success it is logged. */
    public void failed(AccountRef account, String kind, Exception failure) {
        boolean first = transactions.inNew(() -> {
            boolean failing = isFailing(account, kind);
            Sql.on(entities)
                    .update(
                            "insert into provider_sync (provider_account_id, kind, workspace_id, started_at, failing_since)"
                                    + " values (?, ?, ?, ?, ?)"
                                    + " on conflict (provider_account_id, kind) do update"
                                    + " set failing_since = coalesce(provider_sync.failing_since, excluded.failing_since)",
                            account.id(),
                            kind,
                            account.workspaceId(),
                            clock.instant(),
                            clock.instant());
            return !failing;
        });
        if (first) {
            LOG.log(
                    Level.WARNING,
                    "{0} cannot be asked about {1} now ({2}); what is known stays, and it is tried again",
                    account.provider(),
                    kind,
                    failure.getMessage());
        }
    }

    private boolean isFailing(AccountRef account, String kind) {
        return Sql.on(entities)
                .first(
                        "select failing_since is not null as failing from provider_sync"
                                + " where provider_account_id = ? and kind = ? for update",
                        row -> row.flag("failing"),
                        account.id(),
                        kind)
                .orElse(false);
    }
}
