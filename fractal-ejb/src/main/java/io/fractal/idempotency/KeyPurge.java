package io.fractal.idempotency;

import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/** Forgets old keys every hour. Every node does; the second finds nothing left. */
@Singleton
@Lock(LockType.WRITE)
public class KeyPurge {

    private static final System.Logger LOG = System.getLogger(KeyPurge.class.getName());

    @EJB
    private IdempotencyKeys keys;

    /** Forgets them. */
    @Schedule(hour = "*", minute = "7", second = "40", persistent = false)
    public void purge() {
        int forgotten = keys.purge();
        LOG.log(System.Logger.Level.DEBUG, "Forgot {0} idempotency keys", forgotten);
    }
}
