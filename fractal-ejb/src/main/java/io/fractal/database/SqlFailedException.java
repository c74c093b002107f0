package io.fractal.database;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;
import java.util.Objects;

/** The database refused a statement, or could not be reached. */
@ApplicationException(rollback = true)
public final class SqlFailedException extends RuntimeException {

    /** The SQL standard's class 23, in PostgreSQL's detail: a rival was there first. */
    private static final String UNIQUE_VIOLATION = "23505";

    /** The statement failed with this. */
    public SqlFailedException(SQLException cause) {
        super("The database answered with SQL state " + cause.getSQLState(), cause);
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
