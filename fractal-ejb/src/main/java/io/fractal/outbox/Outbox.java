package io.fractal.outbox;

import io.fractal.database.AfterCommit;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Takes work in, as part of the transaction that decides on it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Outbox {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
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
        entities.persist(
                new OutboxEntry(Ids.next(), workspaceId, kind, subjectId, orderKey, availableAt, clock.instant()));
        // at once: JPA does not insert in the order of its calls, and the order of the rows is the order of the work
        entities.flush();
        afterCommit.run(OutboxSignal.class, signal::raise);
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
