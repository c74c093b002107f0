package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** Somebody has an account under this email address already. */
public final class EmailExistsException extends FractalException {

    EmailExistsException() {
        super(ErrorKind.CONFLICT, "EMAIL_EXISTS", "Somebody signed up with an email address that has an account");
    }
}
