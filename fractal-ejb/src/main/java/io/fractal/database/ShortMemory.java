package io.fractal.database;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Remembers for a second what was found, so that thousands of requests ask the database once. Only for what may be a second old; what
 * was not found is looked for again each time. Safe for use from several threads.
 *
 * @param <K> what is looked for
 * @param <V> what is found
 */
public final class ShortMemory<K, V> {

    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST = 10_000;

    private final Map<K, Found<V>> found = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    private record Found<V>(V value, long since) {}

    /** With nothing in it. */
    public ShortMemory() {
        this(System::nanoTime);
    }

    /**
     * With nothing in it.
     *
     * @param nanos tells the time, as {@link System#nanoTime()}
     */
    ShortMemory(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * What was found a moment ago, else what is found now. While one thread looks again, the others go by what it found before.
     *
     * @param look finds it; called by several threads at once when it is not known
     */
    public Optional<V> get(K key, Function<K, Optional<V>> look) {
        Found<V> known = found.get(key);
        boolean enough = known != null && (isFresh(known) || !found.replace(key, known, now(known.value())));
        return enough ? Optional.of(known.value()) : lookAgain(key, look);
    }

    private Found<V> now(V value) {
        return new Found<>(value, nanos.getAsLong());
    }

    private boolean isFresh(Found<V> known) {
        return nanos.getAsLong() - known.since() < KEPT_NANOS;
    }

    private Optional<V> lookAgain(K key, Function<K, Optional<V>> look) {
        Optional<V> value = Optional.empty();
        try {
            value = look.apply(key);
        } finally {
            if (found.size() >= MOST) {
                found.clear();
            }
            value.ifPresentOrElse(present -> found.put(key, now(present)), () -> found.remove(key));
        }
        return value;
    }
}
