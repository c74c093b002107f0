package io.fractal.scheduling;

import io.fractal.conversations.ConversationChanges;
import io.fractal.conversations.ConversationTotals;
import io.fractal.conversations.MessageIndex;
import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/**
 * Brings snoozed conversations back in time, and does behind people's backs what they would otherwise wait for. Every node looks; each
 * piece of work is done by one.
 */
@Singleton
@Lock(LockType.WRITE)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConversationWatch {

    private static final int INDEXED_AT_ONCE = 500;

    /** So that a great backlog does not keep the others waiting, nor the inbox without its processor: a thousand messages a second. */
    private static final int MOST_BATCHES = 4;

    /** While more is written than is indexed in the same time, indexing could not keep up anyhow, and leaves the processor to it. */
    private static final int PEAK = MOST_BATCHES * INDEXED_AT_ONCE;

    private static final int INDEXED_AT_PEAKS = 100;

    @EJB
    private ConversationChanges changes;

    @EJB
    private ConversationTotals totals;

    @EJB
    private MessageIndex index;

    private long writtenBefore;

    /** Brings back what is due. */
    @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
    public void wake() {
        while (changes.wake() > 0) {
            // those that follow
        }
    }

    /** Makes new messages searchable. */
    @Schedule(hour = "*", minute = "*", second = "1/2", persistent = false)
    public void index() {
        long written = index.written();
        boolean peak = written - writtenBefore > PEAK;
        writtenBefore = written;
        if (peak) {
            index.fill(INDEXED_AT_PEAKS);
            return;
        }
        for (int batch = 0; batch < MOST_BATCHES && index.fill(INDEXED_AT_ONCE) == INDEXED_AT_ONCE; batch++) {
            // the next
        }
    }

    /** Adds the counts up. */
    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    public void count() {
        totals.addUp();
    }
}
