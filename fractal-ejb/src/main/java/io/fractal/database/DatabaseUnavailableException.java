package io.fractal.database;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** The database does not answer, or its schema cannot be brought to the state that this version needs. */
public final class DatabaseUnavailableException extends FractalException {

    DatabaseUnavailableException(String message, Throwable cause) {
        super(ErrorKind.UNAVAILABLE, "DATABASE_UNAVAILABLE", message, cause);
    }
}
