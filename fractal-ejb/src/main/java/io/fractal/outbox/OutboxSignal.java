package io.fractal.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this node's dispatcher. Any number of raises before it wakes are one. Safe for use from several threads. */
@ApplicationScoped
public class OutboxSignal {

    private static final Duration SOON = Duration.ofSeconds(2);

    @Inject
    private Clock clock;

    private final Semaphore raised = new Semaphore(0);
    private final ConcurrentSkipListSet<Instant> due = new ConcurrentSkipListSet<>();

    /** There may be work to claim. */
    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /** There will be work to claim at a time. For times far ahead the dispatcher's regular look is enough. */
    void raiseAt(Instant time) {
        if (isSoon(time)) {
            due.add(time);
        }
    }

    /** Whether a time comes before the dispatcher would look of itself. */
    boolean isSoon(Instant time) {
        return time.isBefore(clock.instant().plus(SOON));
    }

    /**
     * Waits until the signal is raised, or a time has come at which it was to be, and lowers it.
     *
     * @param atMost how long to wait
     * @throws InterruptedException when the thread is to end
     */
    public void await(Duration atMost) throws InterruptedException {
        Instant now = clock.instant();
        due.headSet(now, true).clear();
        Duration untilDue = due.isEmpty() ? atMost : Duration.between(now, due.first());
        Duration wait = untilDue.compareTo(atMost) < 0 ? untilDue : atMost;
        if (raised.tryAcquire(wait.toMillis() + 1, TimeUnit.MILLISECONDS)) {
            raised.drainPermits();
        }
    }
}
