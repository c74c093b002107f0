package io.fractal.spi;

/** What went wrong, by what it means for trying again. The host decides on repeating from this alone. */
public enum ErrorKind {

    /** The provider refused for good: trying again will not help. */
    REJECTED,

    /** Too many calls: not processed, try again later. */
    THROTTLED,

    /** The provider could not be reached or answered that it cannot: certainly not processed, try again later. */
    UNAVAILABLE,

    /** The request may have been processed: ask the provider before anything is sent again. */
    OUTCOME_UNKNOWN,

    /** The adapter itself failed before anything was sent. */
    BUG
}
