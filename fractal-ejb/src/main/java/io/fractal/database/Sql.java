package io.fractal.database;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;

/**
 * Native SQL on the connection of the running transaction, beside JPA: for what must be atomic in the database (locks, counters,
 * inserts that may meet a rival) and for read models that no entity matches. What JPA has pending is flushed first.
 */
public final class Sql {

    private final Connection connection;

    private Sql(Connection connection) {
        this.connection = connection;
    }

    /**
     * @throws jakarta.persistence.TransactionRequiredException when no transaction runs
     */
    public static Sql on(EntityManager entities) {
        entities.flush();
        return new Sql(underneath(entities.unwrap(Connection.class)));
    }

    /** The driver's own connection: the containers' wrappers look up every call by reflection and cost more than the driver itself. */
    private static Connection underneath(Connection connection) {
        try {
            return connection.isWrapperFor(PGConnection.class)
                    ? (Connection) connection.unwrap(PGConnection.class)
                    : connection;
        } catch (SQLException failure) {
            throw new SqlFailedException(failure);
        }
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {

        /** What the row says. */
        T read(Row row) throws SQLException;
    }

    /**
     * Every row of a result; also for statements that return what they changed.
     *
     * @param arguments {@code null}, {@link UUID}, {@link Instant}, enums (by name), collections of {@code UUID}, {@code Long},
     *     {@code Integer} or {@code String} (as arrays; cast one that may be empty or all {@code null}), and whatever the driver takes
     */
    public <T> List<T> list(String statement, RowReader<T> reader, Object... arguments) {
        try (PreparedStatement prepared = prepare(statement, arguments);
                ResultSet result = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException failure) {
            throw new SqlFailedException(failure);
        }
    }

    /** The first row of a result, if it has one. */
    public <T> Optional<T> first(String statement, RowReader<T> reader, Object... arguments) {
        return list(statement, reader, arguments).stream().findFirst();
    }

    /** The one number that a statement yields, in a column called {@code n}. */
    public long count(String statement, Object... arguments) {
        return list(statement, row -> row.number("n"), arguments).get(0);
    }

    /** Changes rows and says how many. */
    public int update(String statement, Object... arguments) {
        try (PreparedStatement prepared = prepare(statement, arguments)) {
            return prepared.executeUpdate();
        } catch (SQLException failure) {
            throw new SqlFailedException(failure);
        }
    }

    /**
     * Waits until no other transaction holds the lock of this name, and holds it until this transaction ends. Two names may share a
     * lock, which only makes one wait for the other.
     */
    public void lock(String name) {
        list("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> name, name);
    }

    /**
     * The same for several names. Whoever locks any of them waits for whoever has one, never for each other: all take them in one order.
     */
    public void lockAll(Collection<String> names) {
        list(
                "select pg_advisory_xact_lock(name) from"
                        + " (select distinct hashtextextended(n, 0) as name from unnest(cast(? as text[])) as n order by 1) as names",
                row -> names,
                names);
    }

    private PreparedStatement prepare(String statement, Object... arguments) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            for (int i = 0; i < arguments.length; i++) {
                bind(prepared, i + 1, arguments[i]);
            }
            return prepared;
        } catch (SQLException failure) {
            prepared.close();
            throw failure;
        }
    }

    private void bind(PreparedStatement prepared, int index, Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.NULL);
        } else if (value instanceof Instant instant) {
            prepared.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value instanceof Enum<?> constant) {
            prepared.setString(index, constant.name());
        } else if (value instanceof Collection<?> values) {
            prepared.setArray(index, connection.createArrayOf(elementType(values), values.toArray()));
        } else {
            prepared.setObject(index, value);
        }
    }

    private static String elementType(Collection<?> values) {
        for (Object value : values) {
            if (value != null) {
                return value instanceof UUID
                        ? "uuid"
                        : value instanceof Long || value instanceof Integer ? "int8" : "text";
            }
        }
        return "text";
    }
}
