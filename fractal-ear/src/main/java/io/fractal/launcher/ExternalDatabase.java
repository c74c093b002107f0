package io.fractal.launcher;

import io.fractal.configuration.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Waits for the database server that {@code DATABASE_URL} names, as it is often started at the same time. */
final class ExternalDatabase {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(5);

    private final DatabaseUrl address;
    private final Console console;

    ExternalDatabase(DatabaseUrl address, Console console) {
        this.address = address;
        this.console = console;
    }

    /**
     * Returns as soon as the database lets us in.
     *
     * @param limit how long to try
     * @throws StartRefused if it does not within that time
     */
    void await(Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        long nextMessage = 0;
        for (; ; ) {
            String trouble = connect();
            if (trouble == null) {
                return;
            }
            long waited = System.nanoTime() - start;
            if (waited >= limit.toNanos()) {
                throw new StartRefused("The database that DATABASE_URL names did not answer within " + limit.toSeconds()
                        + " seconds (" + trouble + "); start it, or correct DATABASE_URL.");
            }
            if (waited >= nextMessage) {
                long left = TimeUnit.NANOSECONDS.toSeconds(limit.toNanos() - waited);
                console.line("Waiting for the database that DATABASE_URL names (" + trouble + "), " + left
                        + " seconds left …");
                nextMessage = waited + BETWEEN_MESSAGES.toNanos();
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE.toNanos(), limit.toNanos() - waited));
        }
    }

    private String connect() {
        Properties login = new Properties();
        login.setProperty("loginTimeout", "5");
        login.setProperty("connectTimeout", "5");
        address.user().ifPresent(user -> login.setProperty("user", user));
        address.password().ifPresent(password -> login.setProperty("password", password));
        try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), login)) {
            return connection.isValid(5) ? null : "no valid answer";
        } catch (SQLException e) {
            return trouble(e.getSQLState());
        }
    }

    /** What is wrong, in words of our own: the driver's texts may quote addresses and users. */
    private static String trouble(String sqlState) {
        if (sqlState == null || sqlState.startsWith("08")) {
            return "no connection";
        }
        return switch (sqlState) {
            case "28P01", "28000" -> "it refuses the user or the password";
            case "3D000" -> "it has no such database";
            case "57P03" -> "it is starting up";
            case "53300" -> "it has no connection to spare";
            default -> "SQL state " + sqlState;
        };
    }
}
