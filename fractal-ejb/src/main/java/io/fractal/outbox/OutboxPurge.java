package io.fractal.outbox;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes finished work out of the outbox, a little at a time, so that nobody waits for it. Every node does; they pass over what another
 * one is just deleting.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutboxPurge {

    /** Given up work is kept for people to look into, and for whoever takes it up again. */
    static final Duration DEAD_KEPT = Duration.ofDays(7);

    private static final System.Logger LOG = System.getLogger(OutboxPurge.class.getName());
    private static final int AT_ONCE = 2_000;

    @EJB
    private FinishedWork finished;

    @Inject
    @Any
    private Instance<OutboxHandler> handlers;

    private final AtomicBoolean running = new AtomicBoolean();

    /** Deletes what has been finished for long enough. */
    @Schedule(hour = "*", minute = "*/10", second = "40", persistent = false)
    public void purge() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            int deleted = 0;
            for (OutboxHandler handler : handlers) {
                deleted += purge(handler.kind(), "DONE", handler.doneKept()) + purge(handler.kind(), "DEAD", DEAD_KEPT);
            }
            if (deleted > 0) {
                LOG.log(System.Logger.Level.DEBUG, "Took {0} finished pieces of work out of the outbox", deleted);
            }
        } finally {
            running.set(false);
        }
    }

    private int purge(String kind, String state, Duration kept) {
        int deleted = 0;
        int last;
        do {
            last = finished.delete(kind, state, kept, AT_ONCE);
            deleted += last;
        } while (last == AT_ONCE);
        return deleted;
    }
}
