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

    /** What is being worked on: few rows, looked at once for each claim. */
    private static final String BUSY = "select order_key, lane, workspace_id, share_id from outbox"
            + " where state = 'CLAIMED' and claimed_until >= clock_timestamp()";

    /**
     * Only the oldest unfinished row of an order key, and only while none of the key is being worked on. Both are asked in a form that
     * costs the same however much waits behind one key: the keys being worked on are few and looked up once, and the oldest row of a
     * key is the first in its index.
     */
    private static final String POSSIBLE = """
            due.kind = any(?)
                and due.order_key <> all (array(select busy.order_key from busy))
                and due.id = (
                    select oldest.id from outbox oldest
                    where oldest.order_key = due.order_key and oldest.state in ('PENDING', 'CLAIMED')
                    order by oldest.position limit 1)""";

    private static final String CLAIM = """
            update outbox set state = 'CLAIMED', attempts = attempts + 1, claimed_by = ?, claimed_until = %s
            where id in (%%s)
            returning id, workspace_id, kind, subject_id, order_key, lane, attempts, created_at""".formatted(LEASE_END);

    private static final String CLAIM_ABANDONED = CLAIM.formatted("""
            with busy as materialized (%s)
                select due.id from outbox due
                where due.state = 'CLAIMED' and due.claimed_until < clock_timestamp() and due.lane = ? and %s
                order by due.available_at, due.position limit ? for update skip locked""".formatted(BUSY, POSSIBLE));

    /**
     * The shares that have work are found by skipping through the index from one to the next, however much each of them has; of each,
     * no more rows are looked at than could be claimed. A row's turn is its place in its share, behind what is being worked on of the
     * share; the turns of a workspace are counted anew in the same way. So all get the same number of workers, and who has none at the
     * moment comes first. Equal turns are decided by chance: by age, whoever has the older backlog would always win.
     */
    private static final String CLAIM_DUE = CLAIM.formatted("""
            with recursive shares as (
                    (select workspace_id, share_id from outbox where state = 'PENDING' and lane = ?
                        order by workspace_id, share_id limit 1)
                    union all
                    select following.workspace_id, following.share_id from shares previous, lateral (
                        select o.workspace_id, o.share_id from outbox o where o.state = 'PENDING' and o.lane = ?
                            and (o.workspace_id, o.share_id) > (previous.workspace_id, previous.share_id)
                        order by o.workspace_id, o.share_id limit 1) following),
                busy as materialized (%s),
                in_share as (
                    select piece.id, s.workspace_id, row_number() over (
                            partition by s.workspace_id, s.share_id order by piece.available_at, piece.position)
                        + (select count(*) from busy where busy.lane = ? and busy.workspace_id = s.workspace_id
                            and busy.share_id = s.share_id) as turn
                    from shares s, lateral (
                        select due.id, due.available_at, due.position from outbox due
                        where due.state = 'PENDING' and due.lane = ? and due.workspace_id = s.workspace_id
                            and due.share_id = s.share_id and due.available_at <= ? and %s
                        order by due.available_at, due.position limit ?) piece
                    where not exists (select 1 from outbox_hold h where h.share_id = s.share_id)),
                in_workspace as (
                    select i.id, row_number() over (partition by i.workspace_id order by i.turn, random())
                        + (select count(*) from busy where busy.lane = ? and busy.workspace_id = i.workspace_id) as turn
                    from in_share i)
                select o.id from outbox o join in_workspace w on w.id = o.id
                order by w.turn, random() limit ? for update of o skip locked""".formatted(BUSY, POSSIBLE));

    private static final String HELD = " where id = ? and state = 'CLAIMED' and claimed_by = ? and attempts = ?";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private NodeId node;

    @Inject
    private Clock clock;

    /**
     * Claims work that is due, and work whose claim has lapsed, whatever its lane.
     *
     * @param kinds the kinds this node has handlers for
     * @param limit how many at most
     */
    public List<OutboxWork> claim(Collection<String> kinds, int limit) {
        return claim(kinds, new Room(limit, limit));
    }

    /**
     * Claims work that is due, and work whose claim has lapsed: first what people wait for, then bulk work for which there is room.
     *
     * @param kinds the kinds this node has handlers for
     */
    public List<OutboxWork> claim(Collection<String> kinds, Room room) {
        Sql sql = Sql.on(entities);
        // Two claims at the same time would each miss the other's row of the same order key. The lock is a statement of
        // its own, so
        // that the claim's snapshot is taken after it.
        sql.lock("fractal.outbox.claim");
        List<OutboxWork> claimed = new ArrayList<>(claim(sql, kinds, Lane.CONVERSATION, room.free()));
        claimed.addAll(claim(sql, kinds, Lane.BULK, Math.min(room.free() - claimed.size(), room.forBulk())));
        return claimed;
    }

    private List<OutboxWork> claim(Sql sql, Collection<String> kinds, Lane lane, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        List<OutboxWork> claimed = new ArrayList<>(
                sql.list(CLAIM_ABANDONED, row -> work(row, true), node.value(), LEASE.toSeconds(), lane, kinds, limit));
        int left = limit - claimed.size();
        if (left > 0) {
            claimed.addAll(sql.list(
                    CLAIM_DUE,
                    row -> work(row, false),
                    node.value(),
                    LEASE.toSeconds(),
                    lane,
                    lane,
                    lane,
                    lane,
                    clock.instant(),
                    kinds,
                    left,
                    lane,
                    left));
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
                Lane.valueOf(row.text("lane")),
                row.integer("attempts"),
                recovered,
                row.instant("created_at"));
    }
}
