package io.fractal.media;

import jakarta.ejb.EJB;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Deletes uploads that were never sent. Every node looks; rows that another one is at are left to it. */
@Singleton
@Lock(LockType.WRITE)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // each batch is committed by itself
public class MediaPurge {

    private static final System.Logger LOG = System.getLogger(MediaPurge.class.getName());
    private static final int BATCH = 50;

    @EJB
    private MediaStore store;

    /** Deletes what is old enough, batch by batch. */
    @Schedule(hour = "*", minute = "17", second = "40", persistent = false)
    public void purge() {
        int deleted = 0;
        int batch = BATCH;
        while (batch == BATCH) {
            batch = store.purge(BATCH);
            deleted += batch;
        }
        if (deleted > 0) {
            LOG.log(System.Logger.Level.INFO, "Deleted {0} uploads that no message carries", deleted);
        }
    }
}
