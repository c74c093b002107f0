package io.fractal.plugins.twilio.sandbox;

import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do, with a deadline. */
final class Eventually {

    private static final long DEADLINE_NANOS = 30_000_000_000L;

    private Eventually() {}

    static void eventually(String expectation, BooleanSupplier condition) {
        found(expectation, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    static <T> T found(String expectation, Supplier<Optional<T>> search) {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (System.nanoTime() < end) {
            Optional<T> result = search.get();
            if (result.isPresent()) {
                return result.get();
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("Did not happen in time: " + expectation);
    }
}
