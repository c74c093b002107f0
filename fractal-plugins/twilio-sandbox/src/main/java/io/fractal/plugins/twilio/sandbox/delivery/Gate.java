package io.fractal.plugins.twilio.sandbox.delivery;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets only so many asynchronous tasks run at the same time; the others wait in line. Safe for use from several threads. */
final class Gate {

    private final Queue<Runnable> line = new ArrayDeque<>();
    private int free;

    Gate(int places) {
        this.free = places;
    }

    /** Begins the task as soon as there is a place. */
    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable begin = () -> begin(task, result);
        if (enter(begin)) {
            begin.run();
        }
        return result;
    }

    private <T> void begin(Supplier<CompletableFuture<T>> task, CompletableFuture<T> result) {
        task.get().whenComplete((value, failure) -> {
            Runnable next = leave();
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
            if (next != null) {
                next.run();
            }
        });
    }

    private synchronized boolean enter(Runnable task) {
        if (free > 0) {
            free--;
            return true;
        }
        line.add(task);
        return false;
    }

    /** The next in line takes the place over. */
    private synchronized Runnable leave() {
        Runnable next = line.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
