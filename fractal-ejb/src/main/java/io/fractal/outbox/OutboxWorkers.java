package io.fractal.outbox;

import io.fractal.configuration.RequestId;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A fixed number of threads that do claimed work and report what became of it. */
final class OutboxWorkers {

    private static final System.Logger LOG = System.getLogger(OutboxWorkers.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int LONGEST_PAUSE_DOUBLINGS = 8;

    private final Map<String, OutboxHandler> handlers;
    private final OutboxClaims claims;
    private final OutboxSignal signal;
    private final int size;
    private final ExecutorService executor;
    private final Map<UUID, Lane> busyWith = new ConcurrentHashMap<>();

    /**
     * @param handlers one for each kind
     * @param claims where results are recorded
     * @param signal raised each time a worker has become free, and when work that is put off for a moment is due again
     * @param size how many threads
     * @param threads makes them
     */
    OutboxWorkers(
            List<OutboxHandler> handlers, OutboxClaims claims, OutboxSignal signal, int size, ThreadFactory threads) {
        this.handlers = handlers.stream().collect(Collectors.toMap(OutboxHandler::kind, Function.identity()));
        this.claims = claims;
        this.signal = signal;
        this.size = size;
        this.executor = Executors.newFixedThreadPool(size, threads);
    }

    /** The kinds of work they can do. */
    Set<String> kinds() {
        return handlers.keySet();
    }

    /** How much more they can do. */
    Room room() {
        List<Lane> busy = List.copyOf(busyWith.values());
        return Room.of(size, busy.size(), Collections.frequency(busy, Lane.BULK));
    }

    /** The ids of the work being done. */
    Collection<UUID> busyWith() {
        return Set.copyOf(busyWith.keySet());
    }

    /** Has one of them do this work. */
    void begin(OutboxWork work) {
        busyWith.put(work.id(), work.lane());
        executor.execute(() -> run(work));
    }

    /** Takes no more work, and waits for what is being done; what is not done in time comes again, recovered. */
    void stop(Duration limit) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void run(OutboxWork work) {
        RequestId.Scope scope = RequestId.open("outbox-" + work.id());
        try {
            report(work, handlers.get(work.kind()).handle(work));
        } catch (RuntimeException e) { // a handler may fail in any way; it must end neither the worker nor the work
            leave(work, e);
        } finally {
            scope.close();
            busyWith.remove(work.id());
            signal.raise();
        }
    }

    private void report(OutboxWork work, OutboxResult result) {
        if (!claims.complete(work, result)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Outbox work {0} ({1} {2}) was done after its claim had lapsed; it comes again as recovered",
                    work.id(),
                    work.kind(),
                    work.subjectId());
        } else if (result instanceof OutboxResult.RetryAt retry) {
            signal.raiseAt(retry.time());
        } else if (result instanceof OutboxResult.Dead dead) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Outbox work {0} ({1} {2}) was given up: {3}",
                    work.id(),
                    work.kind(),
                    work.subjectId(),
                    dead.reason());
        }
    }

    private void leave(OutboxWork work, RuntimeException failure) {
        LOG.log(
                System.Logger.Level.ERROR,
                "Outbox work " + work.id() + " (" + work.kind() + " " + work.subjectId() + ") failed unexpectedly",
                failure);
        try {
            claims.leave(work, pause(work.attempt()), failure.getClass().getName());
        } catch (RuntimeException e) { // without a database the claim lapses by itself
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The failure of outbox work " + work.id() + " could not be recorded",
                    e);
        }
    }

    private static Duration pause(int attempt) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, LONGEST_PAUSE_DOUBLINGS));
    }
}
