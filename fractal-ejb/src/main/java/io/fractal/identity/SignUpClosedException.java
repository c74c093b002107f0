package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** Accounts are made by invitation only. */
public final class SignUpClosedException extends FractalException {

    SignUpClosedException() {
        super(ErrorKind.FORBIDDEN, "SIGNUP_CLOSED", "FRACTAL_SIGNUP lets nobody in without an invitation");
    }
}
