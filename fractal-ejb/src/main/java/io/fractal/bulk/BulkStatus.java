package io.fractal.bulk;

/** How far a job is. */
public enum BulkStatus {
    /** Its time has not come. */
    SCHEDULED,
    /** Messages are being made and sent. */
    RUNNING,
    /** Somebody stopped it for the time being. */
    PAUSED,
    /** Somebody stopped it for good. */
    CANCELED,
    /** Every message is handed over or has failed; reports on them still come in. */
    COMPLETED
}
