package io.fractal.outbox;

/**
 * How much work can be taken in.
 *
 * @param free for whatever work
 * @param forBulk how much of it may be bulk work, at most {@code free}
 */
public record Room(int free, int forBulk) {

    /** A quarter of the workers, one at least, never does bulk work; a single worker does all. */
    private static final int KEPT_FREE = 4;

    public Room {
        forBulk = Math.max(0, Math.min(free, forBulk));
    }

    /** The room of workers of which some are busy. */
    public static Room of(int workers, int busy, int busyWithBulk) {
        int bulkAtMost = workers == 1 ? 1 : workers - Math.max(1, workers / KEPT_FREE);
        return new Room(workers - busy, bulkAtMost - busyWithBulk);
    }
}
