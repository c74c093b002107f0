package io.fractal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.Workspaces;
import io.fractal.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StorageIT {

    private static final Instant WINTER = Instant.parse("2026-01-15T10:11:12.345678Z");
    private static final Instant TWICE = Instant.parse("2026-10-25T00:30:00Z");

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final Workspaces workspaces = database.beans().get(Workspaces.class);

    @Test
    void idsAndInstantsComeBackAsTheyWereStored() {
        UUID id = database.inTransaction(() -> workspaces
                .create("One", "one", "DE", ZoneId.of("Europe/Berlin"), WINTER)
                .getId());

        Workspace found = database.inTransaction(() -> workspaces.find(id)).orElseThrow();

        assertEquals(id, found.getId());
        assertEquals(WINTER, found.getCreatedAt());
        assertEquals(ZoneId.of("Europe/Berlin"), found.getTimeZone());
    }

    @Test
    void theSchemaUsesTheTypesOfTheDatabaseAndNotTexts() throws SQLException {
        database.doInTransaction(() -> workspaces.create("One", "one", "DE", ZoneId.of("UTC"), TWICE));

        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select pg_typeof(id)::text, created_at = timestamptz '2026-10-25 00:30:00+00' from workspace")) {
            row.next();
            assertEquals("uuid", row.getString(1));
            assertEquals(true, row.getBoolean(2), "an instant in the hour that clocks repeat");
        }
    }

    @Test
    void aNativeStatementSeesWhatTheSameTransactionPersisted() {
        long count = database.inTransaction(() -> {
            workspaces.create("One", "one", "DE", ZoneId.of("UTC"), WINTER);
            return Sql.on(database.entities())
                    .count("select count(*) as n from workspace where created_at = ? and slug = ?", WINTER, "one");
        });

        assertEquals(1, count);
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        assertThrows(
                IllegalStateException.class,
                () -> database.doInTransaction(() -> {
                    workspaces.create("One", "one", "DE", ZoneId.of("UTC"), WINTER);
                    throw new IllegalStateException("on purpose");
                }));

        assertEquals(Optional.empty(), database.inTransaction(workspaces::oldest));
    }
}
