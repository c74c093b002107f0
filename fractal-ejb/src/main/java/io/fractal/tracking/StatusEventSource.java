package io.fractal.tracking;

/** Where Fractal heard something of a message's way. */
public enum StatusEventSource {
    /** Fractal itself: accepted, given up, outcome unknown. */
    FRACTAL,
    /** The provider's answer to the call that handed the message over. */
    RESPONSE,
    /** The provider's report of its own accord. */
    CALLBACK,
    /** The provider's answer to a question. */
    LOOKUP,
    /** The webhook by which a received message came. */
    WEBHOOK
}
