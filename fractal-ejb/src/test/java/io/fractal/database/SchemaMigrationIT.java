package io.fractal.database;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.DatabaseUrl;
import io.fractal.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaMigrationIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private DatabaseUrl empty;

    @BeforeEach
    void makeAnEmptyDatabase() throws SQLException {
        execute(database.connection(), "drop database if exists fresh with (force)");
        execute(database.connection(), "create database fresh");
        empty = DatabaseUrl.parse(database.url().replace("/postgres?", "/fresh?"));
    }

    @AfterEach
    void dropIt() throws SQLException {
        execute(database.connection(), "drop database if exists fresh with (force)");
    }

    @Test
    void anEmptyDatabaseGetsTheSchemaAndASecondStartChangesNothing() throws SQLException {
        migrate(Duration.ZERO);
        int first = count("select count(*) from flyway_schema_history");
        migrate(Duration.ZERO);

        assertTrue(first >= 1);
        assertEquals(first, count("select count(*) from flyway_schema_history"));
        assertEquals(1, count("select count(*) from pg_tables where tablename = 'outbox'"));
    }

    /** An update that changes an indexed column writes into every index; messages change their status several times each. */
    @Test
    void noIndexOfMessagesKnowsTheirStatus() throws SQLException {
        migrate(Duration.ZERO);

        assertEquals(
                0, count("select count(*) from pg_indexes where tablename = 'message' and indexdef ~ '\\mstatus\\M'"));
    }

    /** Otherwise plans made for empty tables last until the database looks by itself, which is up to a minute. */
    @Test
    void thePlannerGetsToKnowTablesThatGrowFast() throws Exception {
        migrate(Duration.ZERO);
        execute(
                FractalDataSource.open(empty, 0),
                "insert into unindexed_message select gen_random_uuid() from generate_series(1, 1000)");

        // a connection tells of its changes when it ends, which is a moment after it was closed
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (count("select refresh_statistics()") != 1) {
                Thread.onSpinWait();
            }
        });
        assertEquals(1000, count("select reltuples from pg_class where relname = 'unindexed_message'"));
        assertEquals(0, count("select refresh_statistics()"));
    }

    @Test
    void nodesThatStartAtTheSameTimeDoNotGetInEachOthersWay() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        Callable<Void> node = () -> {
            migrate(Duration.ZERO);
            return null;
        };
        for (Future<Void> future : nodes.invokeAll(List.of(node, node, node))) {
            assertDoesNotThrow(() -> future.get());
        }
        nodes.shutdown();

        assertEquals(1, count("select count(*) from flyway_schema_history where version = '1'"));
    }

    @Test
    void aDatabaseThatDoesNotAnswerInTimeIsToldInOneSentenceThatNamesTheSetting() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort(); // free again at once: nobody listens there
        }
        DatabaseUrl nowhere = DatabaseUrl.parse("postgresql://u:secret@127.0.0.1:" + port + "/d");

        String message = assertThrows(
                        DatabaseUnavailableException.class,
                        () -> new SchemaMigration(nowhere, Clock.systemUTC()).run(Duration.ofSeconds(1)))
                .getMessage();

        assertTrue(message.contains("did not answer within 1 seconds"), message);
        assertTrue(message.contains("DATABASE_URL"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void aMissingDatabaseIsToldAsSuch() throws SQLException {
        DatabaseUrl stranger = DatabaseUrl.parse(database.url().replace("/postgres?", "/nowhere?"));

        String message = assertThrows(
                        DatabaseUnavailableException.class,
                        () -> new SchemaMigration(stranger, Clock.systemUTC()).run(Duration.ZERO))
                .getMessage();

        assertTrue(message.contains("no such database"), message);
    }

    @Test
    void aForeignDatabaseIsLeftAlone() throws SQLException {
        execute(FractalDataSource.open(empty, 0), "create table precious (id int)");

        assertThrows(DatabaseUnavailableException.class, () -> migrate(Duration.ZERO));
        assertEquals(1, count("select count(*) from pg_tables where schemaname = 'public'"));
    }

    private void migrate(Duration patience) {
        new SchemaMigration(empty, Clock.systemUTC()).run(patience);
    }

    private int count(String query) throws SQLException {
        try (Connection connection = FractalDataSource.open(empty, 0);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
