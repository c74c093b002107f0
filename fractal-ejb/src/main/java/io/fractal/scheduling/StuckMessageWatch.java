package io.fractal.scheduling;

import io.fractal.sending.StuckMessages;
import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/** Looks every minute for messages that stopped moving. Every node looks; the work itself is claimed by one of them. */
@Singleton
@Lock(LockType.WRITE)
public class StuckMessageWatch {

    private static final System.Logger LOG = System.getLogger(StuckMessageWatch.class.getName());

    @EJB
    private StuckMessages messages;

    /** Sets them going, and has the provider asked about those it has gone quiet on. */
    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    public void look() {
        int found = messages.setGoing() + messages.askForQuietOnes();
        if (found > 0) {
            LOG.log(System.Logger.Level.INFO, "Took up {0} messages that had stopped moving", found);
        }
    }
}
