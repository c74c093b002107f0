package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.time.Duration;

/** Too many failed sign-ins for this account from this address: wait, then try again. */
public final class TooManySignInsException extends FractalException {

    private final Duration retryAfter;

    TooManySignInsException(Duration retryAfter) {
        super(
                ErrorKind.THROTTLED,
                "TOO_MANY_SIGN_INS",
                "Too many failed sign-ins; next try in " + retryAfter.toSeconds() + " seconds");
        this.retryAfter = retryAfter;
    }

    /** How long to wait. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
