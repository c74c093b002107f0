package io.fractal.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this node's dispatcher. Any number of raises before it wakes are one. Safe for use from several threads. */
@ApplicationScoped
public class OutboxSignal {

    private final Semaphore raised = new Semaphore(0);

    /** There may be work to claim. */
    public void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    /**
     * Waits until the signal is raised, and lowers it.
     *
     * @param atMost how long to wait
     * @throws InterruptedException when the thread is to end
     */
    public void await(Duration atMost) throws InterruptedException {
        if (raised.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            raised.drainPermits();
        }
    }
}
