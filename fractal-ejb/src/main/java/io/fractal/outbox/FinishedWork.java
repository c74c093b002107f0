package io.fractal.outbox;

import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;

/** Deletes finished work, each time in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class FinishedWork {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /**
     * Deletes some work of one kind.
     *
     * @param state {@code DONE} or {@code DEAD}
     * @param kept how long it must have been finished
     * @param limit how much at most
     * @return how much
     */
    public int delete(String kind, String state, Duration kept, int limit) {
        return Sql.on(entities)
                .update(
                        "delete from outbox where id = any(array(select id from outbox"
                                + " where kind = ? and state = ? and state in ('DONE', 'DEAD') and finished_at < ?"
                                + " order by finished_at limit ? for update skip locked))",
                        kind,
                        state,
                        clock.instant().minus(kept),
                        limit);
    }
}
