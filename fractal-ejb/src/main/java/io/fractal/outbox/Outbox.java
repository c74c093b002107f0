package io.fractal.outbox;

import io.fractal.database.AfterCommit;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Takes work in, as part of the transaction that decides on it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Outbox {

    /** Positions, and with them the order of the work, are given out in the order of the list. */
    private static final String INSERT = """
            insert into outbox (id, workspace_id, kind, created_at, lane, share_id, subject_id, order_key, available_at, state)
            select n.id, ?, ?, ?, ?, ?, n.subject_id, n.order_key, n.available_at, 'PENDING'
            from unnest(cast(? as uuid[]), cast(? as uuid[]), cast(? as uuid[]), cast(? as timestamptz[]))
                with ordinality as n (id, subject_id, order_key, available_at, place)
            order by n.place""";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private AfterCommit afterCommit;

    @Inject
    private OutboxSignal signal;

    @Inject
    private Clock clock;

    /**
     * Adds work. It is done after the present transaction's commit, and not at all after its rollback. The same kind and subject can
     * be added only once.
     *
     * @param workspaceId whose work it is
     * @param kind which handler does it
     * @param subjectId what it is about
     * @param orderKey work with the same key is done one at a time, oldest first
     * @param availableAt not to be done earlier
     */
    public void add(UUID workspaceId, String kind, UUID subjectId, UUID orderKey, Instant availableAt) {
        addAll(workspaceId, kind, List.of(new NewWork(subjectId, orderKey, availableAt)));
    }

    /**
     * A piece of work to be added.
     *
     * @param subjectId what it is about
     * @param orderKey work with the same key is done one at a time, oldest first
     * @param availableAt not to be done earlier
     */
    public record NewWork(UUID subjectId, UUID orderKey, Instant availableAt) {}

    /** Adds work in its order, with one statement; otherwise as {@link #add}. */
    public void addAll(UUID workspaceId, String kind, List<NewWork> work) {
        addAll(workspaceId, kind, Share.PROMPT, work);
    }

    /**
     * Adds work of one share in its order, with one statement; otherwise as {@link #add}.
     *
     * @param share where it stands in line
     */
    public void addAll(UUID workspaceId, String kind, Share share, List<NewWork> work) {
        if (work.isEmpty()) {
            return;
        }
        Sql.on(entities)
                .update(
                        INSERT,
                        workspaceId,
                        kind,
                        clock.instant(),
                        share.lane(),
                        share.id(),
                        work.stream().map(piece -> Ids.next()).toList(),
                        work.stream().map(NewWork::subjectId).toList(),
                        work.stream().map(NewWork::orderKey).toList(),
                        work.stream()
                                .map(piece -> piece.availableAt().toString())
                                .toList());
        if (work.stream().anyMatch(piece -> signal.isSoon(piece.availableAt()))) {
            afterCommit.run(OutboxSignal.class, signal::raise);
        }
    }

    /** How much work of a share is still to be done, or being done. */
    public long unfinished(Share share) {
        return Sql.on(entities)
                .count(
                        "select count(*) as n from outbox where share_id = ? and state in ('PENDING', 'CLAIMED')"
                                + " and share_id <> '00000000-0000-0000-0000-000000000000'",
                        share.id());
    }

    /** Has nothing more of a share begun until it is released; what is being done goes on. */
    public void hold(UUID workspaceId, Share share) {
        Sql.on(entities)
                .update(
                        "insert into outbox_hold (share_id, workspace_id, created_at) values (?, ?, ?) on conflict do nothing",
                        share.id(),
                        workspaceId,
                        clock.instant());
    }

    /** Lets work of a share be begun again. */
    public void release(Share share) {
        if (Sql.on(entities).update("delete from outbox_hold where share_id = ?", share.id()) > 0) {
            afterCommit.run(OutboxSignal.class, signal::raise);
        }
    }

    /** Has work that waits for its time done now; nothing happens when there is none. */
    public void hasten(String kind, UUID subjectId) {
        Sql.on(entities)
                .update(
                        "update outbox set available_at = least(available_at, ?) where kind = ? and subject_id = ?"
                                + " and state = 'PENDING'",
                        clock.instant(),
                        kind,
                        subjectId);
        afterCommit.run(OutboxSignal.class, signal::raise);
    }

    /** Whether there is such work that is still to be done, or being done. */
    public boolean isUnfinished(String kind, UUID subjectId) {
        return Sql.on(entities)
                        .count(
                                "select count(*) as n from outbox where kind = ? and subject_id = ?"
                                        + " and state in ('PENDING', 'CLAIMED')",
                                kind,
                                subjectId)
                > 0;
    }

    /** Whether such work was ever added and is still remembered, done or not. */
    public boolean has(String kind, UUID subjectId) {
        return Sql.on(entities)
                        .count("select count(*) as n from outbox where kind = ? and subject_id = ?", kind, subjectId)
                > 0;
    }

    /**
     * Gives work up that nobody has begun; what is being done is left alone.
     *
     * @param reason for operators: no message text, no secret
     */
    public void giveUp(String kind, UUID subjectId, String reason) {
        Sql.on(entities)
                .update(
                        "update outbox set state = 'DEAD', finished_at = ?, last_error = ?"
                                + " where kind = ? and subject_id = ? and state = 'PENDING'",
                        clock.instant(),
                        reason,
                        kind,
                        subjectId);
    }

    /**
     * Takes up finished or given up work once more.
     *
     * @return whether there was such work; what is still to be done is left alone
     */
    public boolean takeUpAgain(String kind, UUID subjectId) {
        boolean found = Sql.on(entities)
                        .update(
                                "update outbox set state = 'PENDING', available_at = ?, finished_at = null"
                                        + " where kind = ? and subject_id = ? and state in ('DONE', 'DEAD')",
                                clock.instant(),
                                kind,
                                subjectId)
                > 0;
        if (found) {
            afterCommit.run(OutboxSignal.class, signal::raise);
        }
        return found;
    }
}
