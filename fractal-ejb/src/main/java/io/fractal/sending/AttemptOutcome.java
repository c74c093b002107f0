package io.fractal.sending;

import io.fractal.spi.ErrorKind;

/** What came of a try at handing a message to its provider. */
public enum AttemptOutcome {
    /** The provider has it. */
    TAKEN,
    /** The provider refused it for good. */
    REJECTED,
    /** The provider had too much to do and did not process it. */
    THROTTLED,
    /** The provider could not be reached and did not process it. */
    UNAVAILABLE,
    /** The provider may or may not have it. */
    UNKNOWN,
    /** The adapter failed before anything was sent. */
    BUG;

    static AttemptOutcome of(ErrorKind kind) {
        return switch (kind) {
            case REJECTED -> REJECTED;
            case THROTTLED -> THROTTLED;
            case UNAVAILABLE -> UNAVAILABLE;
            case OUTCOME_UNKNOWN -> UNKNOWN;
            case BUG -> BUG;
        };
    }
}
