package io.fractal.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Commits together what arrives together, because a commit costs the database about as much for sixty pieces of work as for one. A
 * thread that brings work becomes a writer when there are too few of them, takes everything that waits and commits it in one
 * transaction for each group; the others wait until their work is committed. So a lone piece of work is committed at once, and
 * batches grow with the load. Safe for use from several threads, which must hold no transaction of their own.
 *
 * @param <T> a piece of work
 */
public final class GroupCommit<T> {

    /** Whoever has waited this long looks whether another writer is needed. */
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    /** So much must wait at least that another batch beside the one being written is worth its round trips. */
    private static final int WORTH_A_WRITER = 8;

    /** While batches are this large, more is about to come, and worth a short wait. */
    private static final int WORTH_WAITING = 4;

    private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final String what;
    private final Function<T, ?> group;
    private final Consumer<List<T>> commit;
    private final Limits limits;
    private final BlockingQueue<Member<T>> waiting;
    private final Semaphore writers;
    private volatile int latestBatch;

    /**
     * How much at once.
     *
     * @param writers how many batches at the same time, when one is not enough
     * @param batch how many pieces of work in one batch
     * @param waiting how many pieces of work may wait; more are refused
     * @param patience how long a piece of work may wait for its batch to begin; then it is refused
     */
    public record Limits(int writers, int batch, int waiting, Duration patience) {}

    /**
     * @param what what is committed, in the plural, for error messages
     * @param group what tells apart the work that may share a transaction, for example its workspace
     * @param commit commits work of one group in the order in which it came, all or nothing, and throws when it could not. Must do no
     *     harm when it is handed work that it has committed before
     */
    public GroupCommit(String what, Function<T, ?> group, Consumer<List<T>> commit, Limits limits) {
        this.what = what;
        this.group = group;
        this.commit = commit;
        this.limits = limits;
        this.waiting = new LinkedBlockingQueue<>(limits.waiting());
        this.writers = new Semaphore(limits.writers());
    }

    /**
     * Has a piece of work committed, and returns when it is.
     *
     * @throws OverloadedException when too much is waiting already; nothing was stored
     * @throws RuntimeException what the commit threw for this piece of work alone; nothing of it was stored
     */
    public void commit(T work) {
        Member<T> member = new Member<>(work);
        if (!waiting.offer(member)) {
            throw new OverloadedException(what);
        }
        long end = System.nanoTime() + limits.patience().toNanos();
        boolean interrupted = false;
        while (!member.done) {
            if (!member.taken && isWriterNeeded(member) && writers.tryAcquire()) {
                writeNext();
            } else {
                long left = end - System.nanoTime();
                if (left <= 0 && waiting.remove(member)) {
                    wakeNext(); // the wake-up may have been meant for whoever leads now
                    throw new OverloadedException(what);
                }
                LockSupport.parkNanos(this, left <= 0 ? PAUSE_NANOS : Math.min(left, PAUSE_NANOS));
                interrupted |=
                        Thread.interrupted(); // others' work must not suffer, and a set flag would end every pause
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        member.rethrow();
    }

    /**
     * Large batches cost less than small ones; another writer is worth it when as much waits as the first has taken, or when the first is
     * held up.
     */
    private boolean isWriterNeeded(Member<T> member) {
        return writers.availablePermits() == limits.writers()
                || waiting.size() >= Math.max(WORTH_A_WRITER, latestBatch)
                || System.nanoTime() - member.since >= PAUSE_NANOS;
    }

    /** How much waits for its batch to begin. */
    public int waiting() {
        return waiting.size();
    }

    private void writeNext() {
        try {
            linger();
            List<Member<T>> batch = new ArrayList<>();
            waiting.drainTo(batch, limits.batch());
            latestBatch = batch.size();
            batch.forEach(member -> member.taken = true);
            try {
                byGroup(batch).values().forEach(this::write);
            } finally {
                batch.stream()
                        .filter(member -> !member.done)
                        .forEach(member -> member.finish(new IllegalStateException("The batch ended before its time")));
            }
        } finally {
            writers.release();
            wakeNext();
        }
    }

    /** Whoever has just got an answer is about to come again: a moment of patience makes one large batch of two small ones. */
    private void linger() {
        int expected = latestBatch;
        if (expected >= WORTH_WAITING && waiting.size() < expected) {
            LockSupport.parkNanos(this, LINGER_NANOS);
        }
    }

    /** Whoever came first leads the next batch. */
    private void wakeNext() {
        Member<T> next = waiting.peek();
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
    }

    private Map<Object, List<Member<T>>> byGroup(List<Member<T>> batch) {
        Map<Object, List<Member<T>>> groups = new LinkedHashMap<>();
        for (Member<T> member : batch) {
            groups.computeIfAbsent(group.apply(member.work), first -> new ArrayList<>())
                    .add(member);
        }
        return groups;
    }

    private void write(List<Member<T>> members) {
        try {
            commit.accept(members.stream().map(member -> member.work).toList());
            members.forEach(member -> member.finish(null));
        } catch (RuntimeException failure) { // whatever it was, it concerns the work
            if (SqlFailedException.isOutage(failure)) {
                members.forEach(member -> member.finish(failure));
            } else {
                writeOneByOne(members);
            }
        }
    }

    /** So that one piece of work that cannot be committed harms only itself, and one that met a rival gets its second try. */
    private void writeOneByOne(List<Member<T>> members) {
        RuntimeException outage = null;
        for (Member<T> member : members) {
            RuntimeException failure = outage == null ? tryAlone(member) : outage;
            outage = SqlFailedException.isOutage(failure) ? failure : null;
            member.finish(failure);
        }
    }

    private RuntimeException tryAlone(Member<T> member) {
        try {
            commit.accept(List.of(member.work));
            return null;
        } catch (RuntimeException failure) { // whatever it was, it concerns this piece of work
            return failure;
        }
    }

    private static final class Member<T> {

        private final T work;
        private final Thread thread = Thread.currentThread();
        private final long since = System.nanoTime();
        private RuntimeException failure;
        private volatile boolean taken;
        private volatile boolean done;

        Member(T work) {
            this.work = work;
        }

        /** The first call counts. */
        void finish(RuntimeException reason) {
            if (!done) {
                failure = reason;
                done = true;
                LockSupport.unpark(thread);
            }
        }

        void rethrow() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
