package io.fractal.receiving;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** A webhook names no account that this installation has. */
public final class UnknownAccountException extends FractalException {

    /**
     * @param provider the provider's name
     */
    public UnknownAccountException(String provider) {
        super(
                ErrorKind.FORBIDDEN,
                "UNKNOWN_PROVIDER_ACCOUNT",
                "The webhook names no known account of provider " + provider);
    }
}
