package io.fractal.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.DatabaseUrl;
import io.fractal.configuration.Settings;
import io.fractal.tenancy.Workspaces;
import io.fractal.testing.Beans;
import io.fractal.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EventBellIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    @TempDir
    Path home;

    private final BlockingQueue<Thread> told = new LinkedBlockingQueue<>();
    private Node here;
    private UUID workspace;

    @BeforeEach
    void startANode() {
        here = new Node(told);
        workspace = database.inTransaction(() -> here.beans
                .get(Workspaces.class)
                .create("One", "one", "DE", ZoneOffset.UTC, Instant.EPOCH)
                .getId());
        here.start();
    }

    @AfterEach
    void stopTheNode() {
        here.stop();
    }

    @Test
    void aCommitIsToldOnAThreadOfItsOwn() throws InterruptedException {
        database.doInTransaction(() -> append(here));

        assertEquals("fractal-events", told.poll(20, TimeUnit.SECONDS).getName());
    }

    @Test
    void eventsThatWaitForAnOlderTransactionAreToldWhenItEnds() throws InterruptedException {
        database.doInTransaction(() -> {
            append(here);
            database.entities().flush();
            database.inNewTransaction(() -> {
                append(here);
                return null;
            });
            assertNull(poll(300), "nothing can be read yet");
        });

        assertTrue(poll(5000) != null);
    }

    @Test
    void anotherNodeLearnsOfItToo() throws InterruptedException {
        BlockingQueue<Thread> toldThere = new LinkedBlockingQueue<>();
        Node there = new Node(toldThere);
        there.start();
        try {
            database.doInTransaction(() -> append(here));

            assertTrue(toldThere.poll(20, TimeUnit.SECONDS) != null);
        } finally {
            there.stop();
        }
    }

    @Test
    void aBrokenListeningConnectionIsMadeAgain() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        NotificationListener listener =
                new NotificationListener(DatabaseUrl.parse(database.url()), "this", () -> heard.add("heard"));
        Thread thread = new Thread(listener);
        thread.start();
        try {
            assertEquals("heard", heard.poll(20, TimeUnit.SECONDS), "once connected, there may be something to read");
            execute("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen fractal_events'");
            assertEquals("heard", heard.poll(10, TimeUnit.SECONDS), "connected again");
            execute("select pg_notify('fractal_events', 'this')");
            execute("select pg_notify('fractal_events', 'another')");
            assertEquals("heard", heard.poll(20, TimeUnit.SECONDS));
            assertNull(heard.poll(200, TimeUnit.MILLISECONDS), "its own notification is passed over");
        } finally {
            listener.stop();
            thread.join(5000);
        }
    }

    private Thread poll(int millis) {
        try {
            return told.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(Node node) {
        node.beans.get(EventLog.class).append(workspace, new NewEvent("event", null, null, null, Map.of()));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One running bell with beans of its own. */
    private final class Node {

        private final Beans beans = database.beans();
        private final EventBell bell;

        Node(BlockingQueue<Thread> told) {
            beans.withSettings(Settings.of(Map.of("DATABASE_URL", database.url(), "FRACTAL_HOME", home.toString())));
            beans.withObserver(event -> told.add(Thread.currentThread()));
            bell = beans.get(EventBell.class);
        }

        void start() {
            bell.start();
        }

        void stop() {
            bell.stop();
        }
    }
}
