package io.fractal.bulk;

/** What became of one recipient of a job. */
public enum RecipientStatus {
    /** Not handed to the provider yet, or the provider has not sent it on. */
    PENDING,
    /** On its way. */
    SENT,
    /** Arrived. */
    DELIVERED,
    /** The provider or its network could not deliver it. */
    FAILED,
    /** Taken back before it went out. */
    CANCELED,
    /** Never became a message; the error says why. */
    SKIPPED,
    /** The provider may or may not have it. */
    UNKNOWN
}
