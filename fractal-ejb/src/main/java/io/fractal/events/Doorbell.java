package io.fractal.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says that the log has grown, on this node or on another. Any number of rings before someone looks are one. Safe for use from
 * several threads.
 */
@ApplicationScoped
public class Doorbell {

    private final Semaphore rung = new Semaphore(0);
    private final AtomicBoolean rungHere = new AtomicBoolean();

    /** A transaction of this node has committed events. */
    public void ring() {
        rungHere.set(true);
        wake();
    }

    /** Another node has told of new events. */
    public void ringFromAfar() {
        wake();
    }

    /**
     * Waits for a ring.
     *
     * @param atMost how long to wait
     * @return whether it was rung on this node since the last time, so that the other nodes are to be told
     * @throws InterruptedException when the thread is to end
     */
    public boolean await(Duration atMost) throws InterruptedException {
        if (rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
        return rungHere.getAndSet(false);
    }

    private void wake() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }
}
