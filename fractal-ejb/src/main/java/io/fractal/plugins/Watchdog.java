package io.fractal.plugins;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Interrupts threads that are at one thing for too long. Looks a few times a second while there is anything to look after, and costs
 * whoever is looked after next to nothing. Safe for use from several threads.
 */
final class Watchdog {

    private static final long ROUND_MILLIS = 100;

    /** Java's own timer thread: it only interrupts, so that it need not be a managed one. */
    private static final Executor NEXT_ROUND =
            CompletableFuture.delayedExecutor(ROUND_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean onRound = new AtomicBoolean();

    /**
     * Looks after the calling thread until the watch ends, which must be on the same thread.
     *
     * @param limit how long it may take; the interruption may come a tenth of a second later
     */
    Watch watch(Duration limit) {
        Watch watch = new Watch(Thread.currentThread(), System.nanoTime() + limit.toNanos());
        watches.add(watch);
        if (!onRound.get() && onRound.compareAndSet(false, true)) {
            NEXT_ROUND.execute(this::round);
        }
        return watch;
    }

    /** How many have been interrupted and go on regardless. */
    long stuck() {
        return onRound.get() ? watches.stream().filter(Watch::isLate).count() : 0;
    }

    private void round() {
        long now = System.nanoTime();
        watches.forEach(watch -> watch.interruptIfLate(now));
        onRound.set(false);
        if (!watches.isEmpty() && onRound.compareAndSet(false, true)) {
            NEXT_ROUND.execute(this::round);
        }
    }

    /** One thread at one thing. */
    final class Watch {

        private final Thread thread;
        private final long end;
        private boolean late;
        private boolean over;

        private Watch(Thread thread, long end) {
            this.thread = thread;
            this.end = end;
        }

        private synchronized boolean isLate() {
            return late;
        }

        private synchronized void interruptIfLate(long now) {
            if (!over && !late && now - end > 0) {
                late = true;
                thread.interrupt();
            }
        }

        /**
         * Ends the watch.
         *
         * @return whether it took too long; the thread's interruption is taken back then
         */
        boolean end() {
            watches.remove(this);
            synchronized (this) {
                over = true;
                if (late) {
                    Thread.interrupted();
                }
                return late;
            }
        }
    }
}
