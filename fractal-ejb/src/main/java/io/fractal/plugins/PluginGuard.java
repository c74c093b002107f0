package io.fractal.plugins;

import io.fractal.configuration.RequestId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The one door into one plugin. A call runs with the plugin's class loader, may take a limited time, is counted, and is logged with the
 * plugin's id when it fails: on a thread of the pool when it may wait for others, on the caller's own when it only computes. Safe for
 * use from several threads.
 */
final class PluginGuard {

    private static final System.Logger LOG = System.getLogger(PluginGuard.class.getName());

    /** So many of the callers' threads may a plugin that does not even heed interruptions keep; it is not given more of them. */
    private static final int MOST_STUCK = 4;

    private final String pluginId;
    private final ClassLoader classLoader;
    private final ExecutorService threads;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder timeouts = new LongAdder();
    private final Watchdog watchdog = new Watchdog();

    /**
     * @param pluginId whose door
     * @param classLoader the plugin's own
     * @param threads where calls run; refuses work when too many are under way
     */
    PluginGuard(String pluginId, ClassLoader classLoader, ExecutorService threads) {
        this.pluginId = pluginId;
        this.classLoader = classLoader;
        this.threads = threads;
    }

    String pluginId() {
        return pluginId;
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    long timeouts() {
        return timeouts.sum();
    }

    /** A call that may fail in a way the SPI provides for. */
    @FunctionalInterface
    interface Call<T, E extends Exception> {

        T run() throws E;
    }

    /**
     * Runs a call for which the SPI provides no checked exception.
     *
     * @throws PluginFailedException when it failed or took too long
     */
    <T> T run(Duration limit, Callable<T> call) {
        try {
            return run(limit, NoneExpected.class, call::call);
        } catch (NoneExpected e) {
            throw new IllegalStateException("Nobody throws this", e);
        }
    }

    /**
     * Runs a call.
     *
     * @param limit how long it may take
     * @param expected the checked exception that the SPI provides for; passed on as it is and not counted as a failure
     * @throws E as the plugin threw it
     * @throws PluginFailedException when it failed otherwise or took too long
     */
    <T, E extends Exception> T run(Duration limit, Class<E> expected, Call<T, ? extends Exception> call) throws E {
        calls.increment();
        Future<T> future = begin(call);
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            timeouts.increment();
            throw failed(PluginFailedException.Reason.TIMEOUT, e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw failed(PluginFailedException.Reason.TIMEOUT, e);
        } catch (ExecutionException e) {
            return thrown(e.getCause(), expected);
        }
    }

    /**
     * Runs a call that only computes, on the caller's own thread: to hand it over to another and back costs more than most such calls
     * take. One that takes too long is interrupted, and if it does not heed that, the caller waits for it; a plugin that keeps several
     * callers waiting is not called so any more until they are back.
     *
     * @param limit how long it may take
     * @param expected the checked exception that the SPI provides for; passed on as it is and not counted as a failure
     * @throws E as the plugin threw it
     * @throws PluginFailedException when it failed otherwise or took too long
     */
    <T, E extends Exception> T compute(Duration limit, Class<E> expected, Call<T, ? extends Exception> call) throws E {
        calls.increment();
        if (watchdog.stuck() >= MOST_STUCK) {
            throw failed(PluginFailedException.Reason.NOT_BEGUN, new RejectedExecutionException("Earlier calls hang"));
        }
        Watchdog.Watch watch = watchdog.watch(limit);
        T result = null;
        Throwable failure = null;
        try {
            result = inside(call);
        } catch (Exception
                | LinkageError
                | StackOverflowError e) { // foreign code: whatever it is, it stays behind the door
            failure = e;
        }
        if (watch.end()) {
            timeouts.increment();
            throw failed(PluginFailedException.Reason.TIMEOUT, failure == null ? new TimeoutException() : failure);
        }
        return failure == null ? result : thrown(failure, expected);
    }

    /** {@link #compute(Duration, Class, Call)} for a call for which the SPI provides no checked exception. */
    <T> T compute(Duration limit, Callable<T> call) {
        try {
            return compute(limit, NoneExpected.class, call::call);
        } catch (NoneExpected e) {
            throw new IllegalStateException("Nobody throws this", e);
        }
    }

    private <T, E extends Exception> T thrown(Throwable failure, Class<E> expected) throws E {
        if (expected.isInstance(failure)) {
            throw expected.cast(failure);
        }
        throw failed(PluginFailedException.Reason.FAILED, failure);
    }

    private <T> Future<T> begin(Call<T, ? extends Exception> call) {
        Optional<String> requestId = RequestId.current();
        try {
            return threads.submit(() -> under(requestId, call));
        } catch (RejectedExecutionException e) {
            throw failed(PluginFailedException.Reason.NOT_BEGUN, e);
        }
    }

    private <T> T under(Optional<String> requestId, Call<T, ? extends Exception> call) throws Exception {
        RequestId.Scope scope = requestId.map(RequestId::open).orElse(() -> {});
        try {
            return inside(call);
        } finally {
            scope.close();
        }
    }

    private <T> T inside(Call<T, ? extends Exception> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private PluginFailedException failed(PluginFailedException.Reason reason, Throwable cause) {
        failures.increment();
        PluginFailedException failure = new PluginFailedException(pluginId, reason, cause);
        // the class only: what a plugin writes into its messages is not known
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} ({1})",
                failure.getMessage(),
                cause.getClass().getName());
        LOG.log(System.Logger.Level.DEBUG, "The cause", cause);
        return failure;
    }

    /** Stands for "no checked exception". */
    private static final class NoneExpected extends Exception {}
}
