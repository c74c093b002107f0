package io.fractal.outbox;

/** Which work goes first: mass mailings never hold up what people write to each other. */
public enum Lane {
    /** What people wait for. */
    CONVERSATION,
    /** What is done in bulk or in the background: only by workers that are not kept free for the other lane. */
    BULK
}
