package io.fractal.plugins;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** No running plugin brings adapters for a provider. */
public final class UnknownProviderAdapterException extends FractalException {

    UnknownProviderAdapterException(String provider) {
        super(ErrorKind.UNAVAILABLE, "PROVIDER_NOT_AVAILABLE", "No running plugin serves the provider " + provider);
    }
}
