package io.fractal.idempotency;

import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** Forgets old keys every hour. Every node does; the second finds nothing left. */
@Singleton
@Lock(LockType.WRITE)
public class KeyPurge {

    private static final System.Logger LOG = System.getLogger(KeyPurge.class.getName());

    @Inject
    private IdempotencyKeys keys;

    /** Forgets them. */
    @Schedule(hour = "*", minute = "7", second = "40", persistent = false)
    public void purge() {
        int forgotten = keys.purge();
        LOG.log(System.Logger.Level.DEBUG, "Forgot {0} idempotency keys", forgotten);
    }
}
