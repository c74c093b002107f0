package io.fractal.database;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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

    private record Found<V>(V value, long since) {

        boolean isFresh() {
            return System.nanoTime() - since < KEPT_NANOS;
        }
    }

    /**
     * What was found a moment ago, else what is found now.
     *
     * @param look finds it; called by several threads at once when it is not known
     */
    public Optional<V> get(K key, Function<K, Optional<V>> look) {
        Found<V> known = found.get(key);
        return known != null && known.isFresh() ? Optional.of(known.value()) : lookAgain(key, look);
    }

    private Optional<V> lookAgain(K key, Function<K, Optional<V>> look) {
        Optional<V> value = look.apply(key);
        if (found.size() >= MOST) {
            found.clear();
        }
        value.ifPresentOrElse(
                present -> found.put(key, new Found<>(present, System.nanoTime())), () -> found.remove(key));
        return value;
    }
}
