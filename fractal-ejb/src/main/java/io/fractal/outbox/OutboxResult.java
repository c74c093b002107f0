package io.fractal.outbox;

import java.time.Instant;
import java.util.Objects;

/** What became of a piece of outbox work. */
public sealed interface OutboxResult {

    /** It is done. */
    record Done() implements OutboxResult {}

    /**
     * It was certainly not done, and should be tried again. Later work with the same order key waits meanwhile.
     *
     * @param time when, not earlier
     * @param reason for operators: no message text, no secret
     */
    record RetryAt(Instant time, String reason) implements OutboxResult {

        public RetryAt {
            Objects.requireNonNull(time, "time");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It will never be done.
     *
     * @param reason for operators: no message text, no secret
     */
    record Dead(String reason) implements OutboxResult {

        public Dead {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** It is done. */
    static OutboxResult done() {
        return new Done();
    }

    /** To be tried again. */
    static OutboxResult retryAt(Instant time, String reason) {
        return new RetryAt(time, reason);
    }

    /** Given up. */
    static OutboxResult dead(String reason) {
        return new Dead(reason);
    }
}
