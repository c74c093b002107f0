package io.fractal.plugins.twilio.sandbox.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what each sender is given to send, second by second, and keeps its queue: Twilio takes messages faster than a sender may
 * send them, and lets them leave at the sender's rate (Twilio, "Understanding Twilio rate limits and message queues"). Safe for use
 * from several threads.
 */
public final class Rates {

    /** A queue longer than this refuses more. */
    private static final Duration LONGEST_QUEUE = Duration.ofHours(10);

    private final Clock clock;
    private final Map<String, Counter> counters = new LinkedHashMap<>();

    /** Rates by the given clock. */
    public Rates(Clock clock) {
        this.clock = clock;
    }

    private static final class Counter {
        private long total;
        private long second;
        private int inSecond;
        private int peak;
        private int secondsAbove;
        private Instant free = Instant.EPOCH;
    }

    /**
     * What one sender was given.
     *
     * @param total all messages since the start
     * @param lastSecond those within the current second
     * @param peakPerSecond the most within one second
     * @param limit the sender's rate, messages per second
     * @param secondsAbove how many seconds had more than the rate
     */
    public record Rate(long total, int lastSecond, int peakPerSecond, int limit, int secondsAbove) {}

    /** Counts a message. */
    public synchronized void count(String sender) {
        Counter counter = counters.computeIfAbsent(sender, none -> new Counter());
        count(counter, clock.instant().getEpochSecond(), Senders.type(sender).messagesPerSecond());
    }

    /**
     * Gives a message its place in the sender's queue.
     *
     * @return when it may leave, in the order in which they came
     */
    public synchronized Instant queue(String sender) {
        Counter counter = counters.computeIfAbsent(sender, none -> new Counter());
        int limit = Senders.type(sender).messagesPerSecond();
        Instant now = clock.instant();
        Instant leaves = counter.free.isAfter(now) ? counter.free : now;
        counter.free = leaves.plus(Duration.ofSeconds(1).dividedBy(limit));
        return leaves;
    }

    /** Whether the sender's queue takes no more. */
    public synchronized boolean isFull(String sender) {
        Counter counter = counters.get(sender);
        return counter != null && counter.free.isAfter(clock.instant().plus(LONGEST_QUEUE));
    }

    /** What each sender was given. */
    public synchronized Map<String, Rate> all() {
        Map<String, Rate> rates = new TreeMap<>();
        long now = clock.instant().getEpochSecond();
        counters.forEach((sender, counter) -> rates.put(
                sender,
                new Rate(
                        counter.total,
                        counter.second == now ? counter.inSecond : 0,
                        counter.peak,
                        Senders.type(sender).messagesPerSecond(),
                        counter.secondsAbove)));
        return rates;
    }

    /** Begins to count anew, with empty queues. */
    public synchronized void reset() {
        counters.clear();
    }

    private static void count(Counter counter, long second, int limit) {
        if (counter.second != second) {
            counter.second = second;
            counter.inSecond = 0;
        }
        counter.total++;
        counter.inSecond++;
        counter.peak = Math.max(counter.peak, counter.inSecond);
        if (counter.inSecond == limit + 1) {
            counter.secondsAbove++;
        }
    }
}
