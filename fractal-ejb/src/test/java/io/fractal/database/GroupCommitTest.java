package io.fractal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<String>> committed = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstBegun = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @AfterEach
    void end() {
        firstMayEnd.countDown();
        threads.shutdownNow();
    }

    @Test
    void workThatComesWhileABatchIsWrittenSharesTheNextOne() throws Exception {
        GroupCommit<String> commits = commits(1, 100, Duration.ofSeconds(30), this::holdFirst);

        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(begin(commits, "first")));
        firstBegun.await();
        for (String work : List.of("a", "b", "c")) {
            all.add(begin(commits, work));
            awaitWaiting(commits, all.size() - 1);
        }
        firstMayEnd.countDown();
        all.forEach(CompletableFuture::join);

        assertEquals(List.of(List.of("first"), List.of("a", "b", "c")), committed);
    }

    @Test
    void groupsNeverShareACommit() throws Exception {
        GroupCommit<String> commits = new GroupCommit<>(
                "words", word -> word.charAt(0), this::holdFirst, limits(1, 100, Duration.ofSeconds(30)));

        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(begin(commits, "first")));
        firstBegun.await();
        for (String work : List.of("a1", "b1", "a2")) {
            all.add(begin(commits, work));
            awaitWaiting(commits, all.size() - 1);
        }
        firstMayEnd.countDown();
        all.forEach(CompletableFuture::join);

        assertEquals(List.of(List.of("first"), List.of("a1", "a2"), List.of("b1")), committed);
    }

    @Test
    void whatCannotBeCommittedHarmsOnlyItself() throws Exception {
        GroupCommit<String> commits = commits(1, 100, Duration.ofSeconds(30), batch -> {
            if (batch.contains("poison")) {
                throw new IllegalArgumentException("poison");
            }
            holdFirst(batch);
        });

        CompletableFuture<Void> first = begin(commits, "first");
        firstBegun.await();
        CompletableFuture<Void> good = begin(commits, "good");
        CompletableFuture<Void> poison = begin(commits, "poison");
        CompletableFuture<Void> alsoGood = begin(commits, "also good");
        awaitWaiting(commits, 3);
        firstMayEnd.countDown();
        CompletableFuture.allOf(first, good, alsoGood).join();

        assertInstanceOf(
                IllegalArgumentException.class,
                assertThrows(CompletionException.class, poison::join).getCause());
        assertEquals(
                List.of("also good", "first", "good"),
                committed.stream().flatMap(List::stream).sorted().toList());
    }

    @Test
    void duringAnOutageNobodyTriesOneByOne() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        GroupCommit<String> commits = commits(1, 100, Duration.ofSeconds(30), batch -> {
            if (!batch.contains("first")) {
                tries.incrementAndGet();
                throw new SqlFailedException(new SQLException("gone", "08006"));
            }
            holdFirst(batch);
        });

        CompletableFuture<Void> first = begin(commits, "first");
        firstBegun.await();
        List<CompletableFuture<Void>> others = List.of(begin(commits, "a"), begin(commits, "b"), begin(commits, "c"));
        awaitWaiting(commits, 3);
        firstMayEnd.countDown();
        first.join();

        for (CompletableFuture<Void> other : others) {
            assertInstanceOf(
                    SqlFailedException.class,
                    assertThrows(CompletionException.class, other::join).getCause());
        }
        assertEquals(1, tries.get());
    }

    @Test
    void tooMuchIsRefusedAtOnce() throws Exception {
        GroupCommit<String> commits = commits(1, 1, Duration.ofSeconds(30), this::holdFirst);
        CompletableFuture<Void> first = begin(commits, "first");
        firstBegun.await();
        CompletableFuture<Void> waiting = begin(commits, "waiting");
        awaitWaiting(commits, 1);

        assertThrows(OverloadedException.class, () -> commits.commit("too much"));

        firstMayEnd.countDown();
        CompletableFuture.allOf(first, waiting).join();
        assertEquals(List.of(List.of("first"), List.of("waiting")), committed);
    }

    @Test
    void whoeverWaitsTooLongIsRefusedAndNotCommittedLater() throws Exception {
        GroupCommit<String> commits = commits(1, 10, Duration.ofMillis(50), this::holdFirst);
        CompletableFuture<Void> first = begin(commits, "first");
        firstBegun.await();

        assertThrows(OverloadedException.class, () -> commits.commit("impatient"));

        firstMayEnd.countDown();
        first.join();
        commits.commit("last");
        assertEquals(List.of(List.of("first"), List.of("last")), committed);
    }

    @Test
    void underLoadFromManyThreadsEverythingIsCommittedOnce() {
        GroupCommit<String> commits = commits(2, 1_000, Duration.ofSeconds(30), committed::add);

        List<CompletableFuture<Void>> all = IntStream.range(0, 50)
                .mapToObj(thread -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 200).forEach(i -> commits.commit(thread + ":" + i)), threads))
                .toList();
        all.forEach(CompletableFuture::join);

        List<String> words = committed.stream().flatMap(List::stream).toList();
        assertEquals(10_000, words.size());
        assertEquals(10_000, words.stream().distinct().count());
        assertTrue(committed.stream().allMatch(batch -> batch.size() <= 64));
    }

    private GroupCommit<String> commits(int writers, int waiting, Duration patience, Consumer<List<String>> commit) {
        Function<String, ?> one = word -> "";
        return new GroupCommit<>("words", one, commit, limits(writers, waiting, patience));
    }

    private static GroupCommit.Limits limits(int writers, int waiting, Duration patience) {
        return new GroupCommit.Limits(writers, 64, waiting, patience);
    }

    private void holdFirst(List<String> batch) {
        if (batch.contains("first")) {
            firstBegun.countDown();
            try {
                assertTrue(firstMayEnd.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        committed.add(batch);
    }

    private CompletableFuture<Void> begin(GroupCommit<String> commits, String work) {
        return CompletableFuture.runAsync(() -> commits.commit(work), threads);
    }

    private static void awaitWaiting(GroupCommit<String> commits, int count) throws InterruptedException {
        for (int i = 0; commits.waiting() < count && i < 3_000; i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertEquals(count, commits.waiting());
    }
}
