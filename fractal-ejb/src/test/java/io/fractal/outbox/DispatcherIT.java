package io.fractal.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.Settings;
import io.fractal.tenancy.Workspaces;
import io.fractal.testing.Beans;
import io.fractal.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DispatcherIT {

    private static final int WORKERS = 3;

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private final BlockingQueue<OutboxWork> begun = new LinkedBlockingQueue<>();
    private volatile Function<OutboxWork, OutboxResult> behaviour = work -> OutboxResult.done();
    private Beans beans;
    private Dispatcher dispatcher;
    private UUID workspace;

    @BeforeEach
    void startANode() {
        beans = database.beans()
                .withSettings(Settings.of(Map.of(
                        "DATABASE_URL", database.url(),
                        "FRACTAL_HOME", home.toString(),
                        "FRACTAL_OUTBOX_WORKERS", Integer.toString(WORKERS))))
                .withInstances(new Handler());
        workspace = beans.get(Workspaces.class)
                .create("One", "one", "DE", ZoneOffset.UTC, Instant.EPOCH)
                .getId();
        dispatcher = beans.get(Dispatcher.class);
        dispatcher.start();
    }

    @AfterEach
    void stopIt() {
        dispatcher.stop();
    }

    @Test
    void workIsDoneSoonAfterTheCommit() throws Exception {
        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < 10; i++) { // one of ten at least is not held up by whatever else the machine does
            Instant begin = Instant.now();
            add(UUID.randomUUID());
            assertTrue(begun.poll(20, TimeUnit.SECONDS) != null);
            Duration taken = Duration.between(begin, Instant.now());
            quickest = taken.compareTo(quickest) < 0 ? taken : quickest;
        }

        assertTrue(quickest.toMillis() < 500, "woken by the commit and not by the timer, which comes once a second");
    }

    @Test
    void handlersAreCalledWithNoTransaction() throws Exception {
        BlockingQueue<Boolean> held = new LinkedBlockingQueue<>();
        behaviour = work -> {
            held.add(database.isInTransaction());
            return OutboxResult.done();
        };
        add(UUID.randomUUID());

        assertEquals(false, held.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void oneSlowOrderKeyHoldsBackItselfAndNoOther() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        UUID slowKey = UUID.randomUUID();
        behaviour = work -> {
            if (work.orderKey().equals(slowKey)) {
                await(slow);
            }
            return OutboxResult.done();
        };
        add(slowKey);
        add(slowKey);
        assertEquals(slowKey, begun.poll(20, TimeUnit.SECONDS).orderKey());
        List<UUID> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(add(UUID.randomUUID()));
        }

        for (int i = 0; i < others.size(); i++) {
            assertFalse(
                    begun.poll(20, TimeUnit.SECONDS).orderKey().equals(slowKey), "the second of the slow key waits");
        }
        slow.countDown();
        assertEquals(slowKey, begun.poll(20, TimeUnit.SECONDS).orderKey());
    }

    @Test
    void noMoreThanTheWorkersAreUnderWay() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        behaviour = work -> {
            await(gate);
            return OutboxResult.done();
        };
        for (int i = 0; i < WORKERS + 2; i++) {
            add(UUID.randomUUID());
        }
        for (int i = 0; i < WORKERS; i++) {
            assertTrue(begun.poll(20, TimeUnit.SECONDS) != null);
        }

        assertEquals(null, begun.poll(1500, TimeUnit.MILLISECONDS), "beyond a turn of the timer");
        assertEquals(
                2, count("select count(*) from outbox where state = 'PENDING'"), "not claimed before it can be done");
        gate.countDown();
        assertTrue(begun.poll(20, TimeUnit.SECONDS) != null);
    }

    @Test
    void aHandlerThatThrowsLeavesTheWorkAndTheWorkerGoesOn() throws Exception {
        behaviour = work -> {
            if (work.recovered()) {
                return OutboxResult.done();
            }
            throw new IllegalStateException("on purpose");
        };
        add(UUID.randomUUID());

        assertFalse(begun.poll(20, TimeUnit.SECONDS).recovered());
        assertTrue(begun.poll(15, TimeUnit.SECONDS).recovered(), "it comes again, marked");
        awaitState("DONE");
    }

    @Test
    void whatIsToBeTriedAgainIsTriedAgainInItsTime() throws Exception {
        behaviour = work -> work.attempt() == 1
                ? OutboxResult.retryAt(Instant.now().plusMillis(1200), "busy")
                : OutboxResult.done();
        add(UUID.randomUUID());

        assertEquals(1, begun.poll(20, TimeUnit.SECONDS).attempt());
        assertEquals(2, begun.poll(10, TimeUnit.SECONDS).attempt());
        awaitState("DONE");
    }

    @Test
    void itIsAliveUntilItIsStoppedAndThenTakesNothingMore() throws Exception {
        assertTrue(dispatcher.alive());
        dispatcher.stop();

        assertFalse(dispatcher.alive());
        add(UUID.randomUUID());
        assertEquals(null, begun.poll(1500, TimeUnit.MILLISECONDS));
        assertEquals(1, count("select count(*) from outbox where state = 'PENDING'"));
    }

    private UUID add(UUID orderKey) {
        UUID subject = UUID.randomUUID();
        database.doInTransaction(
                () -> beans.get(Outbox.class).add(workspace, "send", subject, orderKey, Instant.now()));
        return subject;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The result is written after the handler has returned. */
    private static void awaitState(String state) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            if (count("select count(*) from outbox where state = '" + state + "'") == 1) {
                return;
            }
            never.await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("No row became " + state);
    }

    private static int count(String query) {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Handler implements OutboxHandler {

        @Override
        public String kind() {
            return "send";
        }

        @Override
        public OutboxResult handle(OutboxWork work) {
            begun.add(work);
            return behaviour.apply(work);
        }
    }
}
