package io.fractal.database;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** The database refused a statement, or could not be reached. */
@ApplicationException(rollback = true)
public final class SqlFailedException extends RuntimeException {

    /** The SQL standard's class 23, in PostgreSQL's detail: a rival was there first. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** A deadlock that was ended, and a serialization that failed. */
    private static final Set<String> RIVALRY = Set.of("40P01", "40001");

    /** No connection, too few resources, an operator's intervention, a system error; and whatever says nothing at all. */
    private static final Set<String> OUTAGE = Set.of("", "08", "53", "57", "58");

    /** The statement failed with this. */
    public SqlFailedException(SQLException cause) {
        super("The database answered with SQL state " + cause.getSQLState(), cause);
    }

    /** Whether a failure, at whatever depth, is that the database cannot be reached or cannot work at the moment. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && OUTAGE.contains(stateClass(sql))) {
                return true;
            }
        }
        return false;
    }

    /** Empty when the failure is not the database's but the pool's: it has no connection to give. */
    private static String stateClass(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state.substring(0, Math.min(2, state.length()));
    }

    /** Whether a failure, at whatever depth, is that rivals waited for each other and this one had to give way: nothing was written. */
    public static boolean isRivalry(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && RIVALRY.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a failure, at whatever depth, is that a row with the same unique key exists already. */
    public static boolean isUniqueViolation(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && Objects.equals(sql.getSQLState(), UNIQUE_VIOLATION)) {
                return true;
            }
        }
        return false;
    }
}
