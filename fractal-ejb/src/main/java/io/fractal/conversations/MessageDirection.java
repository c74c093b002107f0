package io.fractal.conversations;

/** Which way a message went. */
public enum MessageDirection {
    /** A contact wrote to us. */
    INBOUND,
    /** We wrote to a contact. */
    OUTBOUND
}
