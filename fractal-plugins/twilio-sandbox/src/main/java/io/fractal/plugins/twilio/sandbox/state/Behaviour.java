package io.fractal.plugins.twilio.sandbox.state;

/**
 * How the sandbox behaves until told otherwise. Not kept over a restart.
 *
 * @param delaysMs the time from each state to the next
 * @param repeatCallbacks how often each status callback is posted; 1 as usual
 * @param reorderCallbacks whether callbacks are held until a message is at its end and then posted last to first
 * @param callbackBeforeCreateResponse whether the first callback is posted before the create call is answered
 * @param failNext the calls to fail, or {@code null}
 * @param hangNext the calls to leave without an answer for a while, or {@code null}
 * @param down whether every call is answered with 503
 * @param autoRead whether WhatsApp messages are read by themselves
 * @param window24h whether a WhatsApp message needs an inbound one within 24 hours before it, as Meta demands
 */
public record Behaviour(
        Delays delaysMs,
        int repeatCallbacks,
        boolean reorderCallbacks,
        boolean callbackBeforeCreateResponse,
        FailNext failNext,
        HangNext hangNext,
        boolean down,
        boolean autoRead,
        boolean window24h) {

    /** As real Twilio, only with delays that one can watch. */
    public static final Behaviour NORMAL =
            new Behaviour(new Delays(200, 400, 400, 800, 1500), 1, false, false, null, null, false, true, true);

    public Behaviour {
        if (repeatCallbacks < 1 || repeatCallbacks > 100) {
            throw new IllegalArgumentException("repeatCallbacks must be from 1 to 100");
        }
    }

    /**
     * Milliseconds from the state before to each state.
     *
     * @param queued after accepted, with a messaging service or a schedule
     * @param sending after queued
     * @param sent after sending
     * @param delivered after sent
     * @param read after delivered; WhatsApp only
     */
    public record Delays(long queued, long sending, long sent, long delivered, long read) {
        public Delays {
            if (Math.min(Math.min(queued, sending), Math.min(Math.min(sent, delivered), read)) < 0) {
                throw new IllegalArgumentException("delaysMs must not be negative");
            }
        }
    }

    /** The calls of Twilio's API, as failNext and hangNext name them. */
    public enum Operation {
        CREATE,
        FETCH,
        LIST,
        UPDATE,
        DELETE,
        ANY
    }

    /**
     * Calls to fail.
     *
     * @param count how many
     * @param httpStatus the HTTP status of the answer
     * @param code Twilio's error code, or {@code null} for the usual one of the status
     * @param afterAccept whether the call does its work first
     * @param retryAfter seconds for the Retry-After header, or {@code null}
     * @param operation which calls
     */
    public record FailNext(
            int count, int httpStatus, Integer code, boolean afterAccept, Integer retryAfter, Operation operation) {
        public FailNext {
            if (httpStatus < 400 || httpStatus > 599) {
                throw new IllegalArgumentException("failNext.httpStatus must be from 400 to 599");
            }
            operation = operation == null ? Operation.CREATE : operation;
        }
    }

    /**
     * Calls to leave without an answer for a while; afterwards they are answered with 500.
     *
     * @param count how many
     * @param millis for how long
     * @param afterAccept whether the call does its work first
     * @param operation which calls
     */
    public record HangNext(int count, long millis, boolean afterAccept, Operation operation) {
        public HangNext {
            if (millis < 1 || millis > 120_000) {
                throw new IllegalArgumentException("hangNext.millis must be from 1 to 120000");
            }
            operation = operation == null ? Operation.CREATE : operation;
        }
    }

    Behaviour failing(FailNext next) {
        return new Behaviour(
                delaysMs,
                repeatCallbacks,
                reorderCallbacks,
                callbackBeforeCreateResponse,
                next,
                hangNext,
                down,
                autoRead,
                window24h);
    }

    Behaviour hanging(HangNext next) {
        return new Behaviour(
                delaysMs,
                repeatCallbacks,
                reorderCallbacks,
                callbackBeforeCreateResponse,
                failNext,
                next,
                down,
                autoRead,
                window24h);
    }
}
