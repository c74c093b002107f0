package io.fractal.scheduling;

import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;

/** Begins a reconciliation every night. Every node tries; the first one does. */
@Singleton
public class NightlyReconciliation {

    private static final System.Logger LOG = System.getLogger(NightlyReconciliation.class.getName());

    @EJB
    private Reconciliations reconciliations;

    /** Begins it in every workspace. */
    @Schedule(hour = "3", minute = "17", persistent = false)
    public void begin() {
        int begun = reconciliations.startNightly();
        LOG.log(System.Logger.Level.DEBUG, "Began {0} nightly reconciliations", begun);
    }
}
