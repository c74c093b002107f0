package io.fractal.events;

import java.util.Comparator;

/**
 * A place in the event log. Whatever becomes readable later has a larger one.
 *
 * @param transactionId the transaction that wrote the event, PostgreSQL's 64-bit {@code xid8}
 * @param position the event's number, which orders the events of one transaction
 */
public record EventPosition(long transactionId, long position) implements Comparable<EventPosition> {

    /** Before the first event. */
    public static final EventPosition START = new EventPosition(0, 0);

    private static final Comparator<EventPosition> ORDER =
            Comparator.comparingLong(EventPosition::transactionId).thenComparingLong(EventPosition::position);

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }
}
