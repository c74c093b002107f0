package io.fractal.outbox;

import io.fractal.configuration.NodeId;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Claims work for this node and records what became of it, each in a transaction of its own. A claim is a lease, measured by the
 * database's clock; whoever has lost it can no longer report.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OutboxClaims {

    /** How long a claim lasts without renewal: how long work waits when the node that had it dies. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final String LEASE_END = "clock_timestamp() + make_interval(secs => ?)";

    /**
     * Only the oldest unfinished row of an order key, and only while none of the key is being worked on. Both are asked in a form that
     * costs the same however much waits behind one key: the keys being worked on are few and looked up once, and the oldest row of a
     * key is the first in its index.
     */
    private static final String CLAIM = """
            update outbox set state = 'CLAIMED', attempts = attempts + 1, claimed_by = ?, claimed_until = %s
            where id in (
                select due.id from outbox due
                where %s and due.kind = any(?)
                and due.order_key <> all (array(
                    select held.order_key from outbox held
                    where held.state = 'CLAIMED' and held.claimed_until >= clock_timestamp()))
                and due.id = (
                    select oldest.id from outbox oldest
                    where oldest.order_key = due.order_key and oldest.state in ('PENDING', 'CLAIMED')
                    order by oldest.position limit 1)
                order by due.available_at, due.position limit ? for update skip locked)
            returning id, workspace_id, kind, subject_id, order_key, attempts, created_at""";

    private static final String CLAIM_DUE =
            CLAIM.formatted(LEASE_END, "due.state = 'PENDING' and due.available_at <= ?");
    private static final String CLAIM_ABANDONED =
            CLAIM.formatted(LEASE_END, "due.state = 'CLAIMED' and due.claimed_until < clock_timestamp()");

    private static final String HELD = " where id = ? and state = 'CLAIMED' and claimed_by = ? and attempts = ?";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private NodeId node;

    @Inject
    private Clock clock;

    /**
     * Claims work that is due, and work whose claim has lapsed.
     *
     * @param kinds the kinds this node has handlers for
     * @param limit how many at most
     */
    public List<OutboxWork> claim(Collection<String> kinds, int limit) {
        Sql sql = Sql.on(entities);
        // Two claims at the same time would each miss the other's row of the same order key. The lock is a statement of
        // its own, so
        // that the claim's snapshot is taken after it.
        sql.lock("fractal.outbox.claim");
        List<OutboxWork> claimed = new ArrayList<>(
                sql.list(CLAIM_ABANDONED, row -> work(row, true), node.value(), LEASE.toSeconds(), kinds, limit));
        if (claimed.size() < limit) {
            claimed.addAll(sql.list(
                    CLAIM_DUE,
                    row -> work(row, false),
                    node.value(),
                    LEASE.toSeconds(),
                    clock.instant(),
                    kinds,
                    limit - claimed.size()));
        }
        return claimed;
    }

    /** Lengthens the claims on work that is still being done. */
    public void renew(Collection<UUID> ids) {
        Sql.on(entities)
                .update(
                        "update outbox set claimed_until = " + LEASE_END
                                + " where id = any(?) and state = 'CLAIMED' and claimed_by = ?",
                        LEASE.toSeconds(),
                        ids,
                        node.value());
    }

    /**
     * Records what became of work.
     *
     * @return whether this node still had it; otherwise nothing is recorded
     */
    public boolean complete(OutboxWork work, OutboxResult result) {
        if (result instanceof OutboxResult.RetryAt retry) {
            return change(work, "state = 'PENDING', available_at = ?, last_error = ?", retry.time(), retry.reason());
        }
        if (result instanceof OutboxResult.Dead dead) {
            return change(work, "state = 'DEAD', finished_at = ?, last_error = ?", clock.instant(), dead.reason());
        }
        return change(work, "state = 'DONE', finished_at = ?, last_error = ?", clock.instant(), null);
    }

    /**
     * Records that nobody knows what became of work. The claim is left to lapse, so that the work comes again as recovered.
     *
     * @param pause how long until then
     */
    public void leave(OutboxWork work, Duration pause, String reason) {
        Sql.on(entities)
                .update(
                        "update outbox set claimed_until = " + LEASE_END + ", last_error = ?" + HELD,
                        pause.toSeconds(),
                        reason,
                        work.id(),
                        node.value(),
                        work.attempt());
    }

    private boolean change(OutboxWork work, String change, Instant time, String error) {
        return Sql.on(entities)
                        .update(
                                "update outbox set claimed_by = null, claimed_until = null, " + change + HELD,
                                time,
                                error,
                                work.id(),
                                node.value(),
                                work.attempt())
                == 1;
    }

    private static OutboxWork work(Row row, boolean recovered) throws SQLException {
        return new OutboxWork(
                row.uuid("id"),
                row.uuid("workspace_id"),
                row.text("kind"),
                row.uuid("subject_id"),
                row.uuid("order_key"),
                row.integer("attempts"),
                recovered,
                row.instant("created_at"));
    }
}
