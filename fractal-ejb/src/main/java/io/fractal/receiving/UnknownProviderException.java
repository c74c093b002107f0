package io.fractal.receiving;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** No plugin speaks for the provider that a webhook path names. */
public final class UnknownProviderException extends FractalException {

    /** No plugin speaks for the provider in the path. */
    public UnknownProviderException() {
        super(ErrorKind.NOT_FOUND, "UNKNOWN_PROVIDER", "No plugin speaks for the provider that the path names");
    }
}
