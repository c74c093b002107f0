package io.fractal.consent;

/** Whether an address may be written to. */
public enum ConsentState {
    /** Nobody has said anything; service messages are common practice then, advertising is not. */
    UNKNOWN,
    /** The writer, or somebody for them, has agreed. */
    GRANTED,
    /** The writer has objected: nothing may be sent. */
    REVOKED
}
