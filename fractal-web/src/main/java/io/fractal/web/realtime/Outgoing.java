package io.fractal.web.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The frames on their way to one client: bounded, in order, one asynchronous send at a time. Offering never blocks and never throws; a
 * client that does not keep up is disconnected with 1013 (try again later) and catches up when it is back.
 *
 * <p>Safe for many threads. Sends are trampolined: a send that completes at once does not call the next one from within itself,
 * which with many frames would exhaust the stack.
 */
final class Outgoing {

    private final Transport transport;
    private final int capacity;
    private final Clock clock;
    private final Queue<String> queue = new ArrayDeque<>();
    private final AtomicInteger work = new AtomicInteger();

    /** Guarded by the queue: frames offered while older ones are still being collected; null afterwards. */
    private Queue<String> held = new ArrayDeque<>();
    /** Guarded by the queue. */
    private boolean closed;

    private volatile boolean inFlight;
    private volatile Instant inFlightSince;

    /**
     * Starts holding: until {@link #release} nothing leaves.
     *
     * @param capacity how many frames may wait, at least one
     */
    Outgoing(Transport transport, int capacity, Clock clock) {
        this.transport = transport;
        this.capacity = capacity;
        this.clock = clock;
    }

    /** Sends a frame after all that were offered before. */
    void offer(String frame) {
        boolean full;
        synchronized (queue) {
            if (closed) {
                return;
            }
            full = waiting() >= capacity;
            if (!full) {
                (held == null ? queue : held).add(frame);
            }
        }
        if (full) {
            close(CloseCode.TRY_AGAIN_LATER, "too slow");
        } else {
            drain();
        }
    }

    /**
     * Lets go of what was held.
     *
     * @param first frames that come before everything offered so far
     */
    void release(List<String> first) {
        synchronized (queue) {
            if (closed || held == null) {
                return;
            }
            queue.addAll(first);
            queue.addAll(held);
            held = null;
        }
        drain();
    }

    /** Disconnects when a frame has been on its way for too long. */
    void requireProgress(Duration patience) {
        Instant since = inFlightSince;
        if (inFlight && since != null && since.plus(patience).isBefore(clock.instant())) {
            close(CloseCode.TRY_AGAIN_LATER, "too slow");
        }
    }

    /** Whether the client is disconnected. */
    boolean closed() {
        synchronized (queue) {
            return closed;
        }
    }

    /** Whether a frame is on its way right now. */
    boolean busy() {
        return inFlight;
    }

    /** Forgets all frames and disconnects. */
    void close(int code, String reason) {
        if (forget()) {
            transport.close(code, reason);
        }
    }

    /** Forgets all frames; for when the connection is gone. Returns whether it was there until now. */
    boolean forget() {
        synchronized (queue) {
            boolean was = !closed;
            closed = true;
            queue.clear();
            held = null;
            return was;
        }
    }

    private int waiting() {
        return queue.size() + (held == null ? 0 : held.size());
    }

    private void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            sendWhilePossible();
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void sendWhilePossible() {
        String frame = inFlight ? null : next();
        while (frame != null) {
            inFlightSince = clock.instant();
            inFlight = true;
            transport.send(frame, this::sent);
            frame = inFlight ? null : next();
        }
    }

    private String next() {
        synchronized (queue) {
            return queue.poll();
        }
    }

    private void sent(Throwable failure) {
        inFlight = false;
        if (failure == null) {
            drain();
        } else {
            close(CloseCode.INTERNAL_ERROR, "sending failed");
        }
    }
}
