package io.fractal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.DatabaseUrl;
import io.fractal.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReopeningConnectionIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(database.url());
        connection = ReopeningConnection.open(() -> FractalDataSource.open(url, 10));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertTrue(connection.isClosed());
    }

    @Test
    void afterARestartOnlyWhatWasUnderWayFails() throws SQLException {
        connection.setAutoCommit(false);
        int before = backend();
        terminate(before);

        assertThrows(SQLException.class, this::backend);
        connection.rollback();

        assertFalse(connection.isClosed());
        assertTrue(backend() != before);
        assertFalse(connection.getAutoCommit(), "as it was set");
        connection.rollback();
    }

    @Test
    void aTransactionOnABrokenConnectionIsNeverGoneOnWithOnAnother() throws SQLException {
        connection.setAutoCommit(false);
        execute("create temporary table half (id int)");
        terminate(backend());

        assertThrows(SQLException.class, () -> execute("insert into half values (1)"));
        assertThrows(SQLException.class, () -> execute("select 1"));
        assertThrows(SQLException.class, connection::commit);
        connection.rollback();
        execute("select 1");
        connection.rollback();
    }

    @Test
    void withoutTransactionsTheCallAfterTheFailedOneWorks() throws SQLException {
        terminate(backend());

        assertThrows(SQLException.class, this::backend);
        assertTrue(backend() > 0);
    }

    @Test
    void theDriversOwnInterfaceCanBeReached() throws SQLException {
        assertEquals(
                backend(), connection.unwrap(org.postgresql.PGConnection.class).getBackendPID());
    }

    private int backend() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void terminate(int backend) throws SQLException {
        try (Connection other = database.connection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + backend + ", 5000)");
        }
    }
}
