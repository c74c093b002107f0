package io.fractal.conversations;

/** Where something attached to a message is. */
public enum MediaState {
    /** Where its writer keeps it. */
    REMOTE,
    /** At the provider still, to be fetched. */
    PENDING,
    /** In Fractal's own store. */
    STORED,
    /** At the provider, who did not hand it out. */
    FAILED,
    /** Nowhere any more, as somebody wanted. */
    ERASED
}
