package io.fractal.database;

import io.fractal.configuration.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Waits for the database, then applies the migrations that lie beside this class. Several nodes may do so at the same time. */
final class SchemaMigration {

    private static final System.Logger LOG = System.getLogger(SchemaMigration.class.getName());
    private static final String LOCATION = "classpath:io/fractal/database/migration";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);

    private final DatabaseUrl url;
    private final Clock clock;

    SchemaMigration(DatabaseUrl url, Clock clock) {
        this.url = url;
        this.clock = clock;
    }

    /**
     * Does it all.
     *
     * @param patience how long to wait for a database that does not answer
     * @throws DatabaseUnavailableException when it does not answer in time, or a migration fails
     */
    void run(Duration patience) {
        awaitDatabase(patience);
        migrate();
    }

    private void awaitDatabase(Duration patience) {
        Instant begin = clock.instant();
        Instant end = begin.plus(patience);
        Instant nextLog = begin;
        SQLException failure = tryToConnect();
        while (failure != null) {
            Instant now = clock.instant();
            if (!now.isBefore(end)) {
                throw new DatabaseUnavailableException(
                        "The database did not answer within " + patience.toSeconds() + " seconds (" + reason(failure)
                                + "): start PostgreSQL, or correct DATABASE_URL.",
                        failure);
            }
            if (!now.isBefore(nextLog)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The database does not answer yet ({0}); waiting up to {1} more seconds",
                        reason(failure),
                        Duration.between(now, end).toSeconds());
                nextLog = now.plus(LOG_EVERY);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            failure = tryToConnect();
        }
    }

    private SQLException tryToConnect() {
        try (Connection connection = FractalDataSource.open(url, (int) LOG_EVERY.toSeconds())) {
            connection.isValid((int) LOG_EVERY.toSeconds());
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** The SQL state says what is wrong without quoting addresses or names. */
    private static String reason(SQLException failure) {
        return switch (String.valueOf(failure.getSQLState())) {
            case "08001", "08006", "08004" -> "no connection";
            case "28P01", "28000" -> "user or password refused";
            case "3D000" -> "no such database";
            case "57P03" -> "it is starting";
            default -> "SQL state " + failure.getSQLState();
        };
    }

    private void migrate() {
        try {
            Flyway.configure(SchemaMigration.class.getClassLoader())
                    .dataSource(new UnpooledDataSource(url))
                    .locations(LOCATION)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnavailableException(
                    "The database's schema could not be brought up to date: see the cause, repair the database or restore a backup,"
                            + " and start again.",
                    e);
        }
    }
}
