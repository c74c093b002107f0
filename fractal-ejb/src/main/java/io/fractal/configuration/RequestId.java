package io.fractal.configuration;

import java.util.Optional;

/**
 * The id of the request that the current thread works for. The web sets it, logs carry it. It does not follow work to other threads
 * by itself: whoever hands work on opens a scope there.
 */
public final class RequestId {

    private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** The id the current thread works under, if any. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Lets the current thread work under an id until the scope is closed, on the same thread.
     *
     * @param id the request's id
     */
    public static Scope open(String id) {
        String outer = CURRENT.get();
        CURRENT.set(id);
        return () -> {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        };
    }

    /** The time during which a thread works under one id. */
    public interface Scope extends AutoCloseable {

        /** Ends it; the id that was there before is back. */
        @Override
        void close();
    }
}
