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
 * @param storm what a run of calls meets in turn, or {@code null}
 * @param down whether every call is answered with 503
 * @param autoRead whether messages of channels with read receipts are read by themselves
 * @param window24h whether a WhatsApp message needs an inbound one within 24 hours before it, as Meta demands
 * @param mediaAuth whether media are served only to callers with the account's credentials
 * @param approvalMs how long WhatsApp takes to look at a template
 * @param enforceRates whether a sender's messages wait in Twilio's queue for its rate, instead of leaving at once
 * @param refuseAuthToken whether only the API key opens the API, as when the token was changed at Twilio
 * @param maxConcurrent how many calls are answered at the same time; more get 429; 0 for no limit
 */
public record Behaviour(
        Delays delaysMs,
        int repeatCallbacks,
        boolean reorderCallbacks,
        boolean callbackBeforeCreateResponse,
        FailNext failNext,
        HangNext hangNext,
        Storm storm,
        boolean down,
        boolean autoRead,
        boolean window24h,
        boolean mediaAuth,
        Approval approvalMs,
        boolean enforceRates,
        boolean refuseAuthToken,
        int maxConcurrent) {

    /** As real Twilio, only with delays that one can watch. */
    public static final Behaviour NORMAL = new Behaviour(
            new Delays(200, 400, 400, 800, 1500),
            1,
            false,
            false,
            null,
            null,
            null,
            false,
            true,
            true,
            true,
            new Approval(2000, 8000),
            false,
            false,
            0);

    public Behaviour {
        if (repeatCallbacks < 1 || repeatCallbacks > 100) {
            throw new IllegalArgumentException("repeatCallbacks must be from 1 to 100");
        }
        if (maxConcurrent < 0) {
            throw new IllegalArgumentException("maxConcurrent must not be negative");
        }
    }

    /**
     * Milliseconds from the state before to each state.
     *
     * @param queued after accepted, with a messaging service or a schedule
     * @param sending after queued
     * @param sent after sending
     * @param delivered after sent
     * @param read after delivered; not SMS
     */
    public record Delays(long queued, long sending, long sent, long delivered, long read) {
        public Delays {
            if (Math.min(Math.min(queued, sending), Math.min(Math.min(sent, delivered), read)) < 0) {
                throw new IllegalArgumentException("delaysMs must not be negative");
            }
        }
    }

    /**
     * Milliseconds of each stage of an approval.
     *
     * @param received from the request to pending
     * @param pending from pending to the decision
     */
    public record Approval(long received, long pending) {
        public Approval {
            if (Math.min(received, pending) < 0) {
                throw new IllegalArgumentException("approvalMs must not be negative");
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

    /** What the calls are about. */
    public enum Target {
        MESSAGES,
        MEDIA,
        CONTENT,
        SENDERS,
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
     * @param target about what
     */
    public record FailNext(
            int count,
            int httpStatus,
            Integer code,
            boolean afterAccept,
            Integer retryAfter,
            Operation operation,
            Target target) {
        public FailNext {
            if (httpStatus < 400 || httpStatus > 599) {
                throw new IllegalArgumentException("failNext.httpStatus must be from 400 to 599");
            }
            operation = operation == null ? Operation.CREATE : operation;
            target = target == null ? Target.MESSAGES : target;
        }

        FailNext oneLess() {
            return count <= 1
                    ? null
                    : new FailNext(count - 1, httpStatus, code, afterAccept, retryAfter, operation, target);
        }
    }

    /**
     * Calls to leave without an answer for a while; afterwards they are answered with 500.
     *
     * @param count how many
     * @param millis for how long
     * @param afterAccept whether the call does its work first
     * @param operation which calls
     * @param target about what
     */
    public record HangNext(int count, long millis, boolean afterAccept, Operation operation, Target target) {
        public HangNext {
            if (millis < 1 || millis > 120_000) {
                throw new IllegalArgumentException("hangNext.millis must be from 1 to 120000");
            }
            operation = operation == null ? Operation.CREATE : operation;
            target = target == null ? Target.MESSAGES : target;
        }

        HangNext oneLess() {
            return count <= 1 ? null : new HangNext(count - 1, millis, afterAccept, operation, target);
        }
    }

    Behaviour failing(FailNext next) {
        return with(next, hangNext, storm);
    }

    Behaviour hanging(HangNext next) {
        return with(failNext, next, storm);
    }

    Behaviour storming(Storm next) {
        return with(failNext, hangNext, next);
    }

    private Behaviour with(FailNext fail, HangNext hang, Storm weather) {
        return new Behaviour(
                delaysMs,
                repeatCallbacks,
                reorderCallbacks,
                callbackBeforeCreateResponse,
                fail,
                hang,
                weather,
                down,
                autoRead,
                window24h,
                mediaAuth,
                approvalMs,
                enforceRates,
                refuseAuthToken,
                maxConcurrent);
    }
}
