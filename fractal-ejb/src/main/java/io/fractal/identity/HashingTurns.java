package io.fractal.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets only so many hash a password at once: it is work for the processor, and more would only starve everything else. */
final class HashingTurns {

    private static final Semaphore TURNS =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private static final Duration WAIT = Duration.ofSeconds(10);

    private HashingTurns() {}

    /**
     * Does it when it is one's turn.
     *
     * @throws TooManySignInsException when too many stand before
     */
    static <T> T take(Supplier<T> hashing) {
        try {
            if (!TURNS.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooManySignInsException(WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManySignInsException(WAIT);
        }
        try {
            return hashing.get();
        } finally {
            TURNS.release();
        }
    }
}
