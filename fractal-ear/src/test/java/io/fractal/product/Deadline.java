package io.fractal.product;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Waiting for a condition instead of for a time. */
public final class Deadline {

    /** Long enough for anything the product promises to do soon, on a machine that is busy with other things. */
    public static final Duration SOON = Duration.ofSeconds(20);

    private Deadline() {}

    /**
     * Waits until what is looked at satisfies a condition.
     *
     * @param what what is waited for, for the failure's message
     * @param look how to look; an exception or a failed assertion counts as "not yet"
     * @param until the condition
     * @return what was seen when the condition held
     */
    public static <T> T await(String what, Callable<T> look, Predicate<T> until) {
        return await(what, SOON, look, until);
    }

    /** As {@link #await(String, Callable, Predicate)} with a limit of its own. */
    public static <T> T await(String what, Duration limit, Callable<T> look, Predicate<T> until) {
        return Awaitility.await(what)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(look, until);
    }
}
