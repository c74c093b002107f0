package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** The caller's role in the workspace is not enough. */
public final class NotAllowedException extends FractalException {

    NotAllowedException(Role role, String wanted) {
        super(ErrorKind.FORBIDDEN, "FORBIDDEN", "The role " + role + " is not enough: " + wanted);
    }
}
