package io.fractal.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants as the JDBC driver wants them: {@code timestamptz} is bound and read as an offset date-time. */
public final class Utc {

    private Utc() {}

    /** For a parameter of a native query; {@code null} stays {@code null}. */
    public static OffsetDateTime of(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * From a column of a native query; {@code null} stays {@code null}.
     *
     * @param value what the driver or EclipseLink returned for a {@code timestamptz}
     */
    public static Instant instant(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof java.sql.Timestamp time) {
            return time.toInstant();
        }
        throw new IllegalArgumentException("Not a timestamptz: " + value.getClass());
    }
}
