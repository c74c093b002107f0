package io.fractal.database;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The present row of a result, read by column name. Values that are null in the database come back as {@code null}. */
public final class Row {

    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /** A {@code uuid}. */
    public UUID uuid(String column) throws SQLException {
        return result.getObject(column, UUID.class);
    }

    /** A {@code text} or {@code jsonb}. */
    public String text(String column) throws SQLException {
        return result.getString(column);
    }

    /** A {@code timestamptz}. */
    public Instant instant(String column) throws SQLException {
        OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** An {@code integer}. */
    public Integer integer(String column) throws SQLException {
        return result.getObject(column, Integer.class);
    }

    /** A {@code bigint} that is never null. */
    public long number(String column) throws SQLException {
        return result.getLong(column);
    }

    /** A {@code bigint}. */
    public Long longNumber(String column) throws SQLException {
        return result.getObject(column, Long.class);
    }

    /** A {@code numeric}. */
    public BigDecimal decimal(String column) throws SQLException {
        return result.getBigDecimal(column);
    }

    /** A {@code boolean} that is never null. */
    public boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    /** A {@code bytea}. */
    public byte[] bytes(String column) throws SQLException {
        return result.getBytes(column);
    }

    /** A {@code text[]}; empty when it is null. */
    public List<String> texts(String column) throws SQLException {
        Array array = result.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
