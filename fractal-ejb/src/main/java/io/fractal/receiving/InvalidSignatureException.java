package io.fractal.receiving;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A webhook was not signed by the account it names. Nothing of it has been stored. */
public final class InvalidSignatureException extends FractalException {

    /**
     * @param provider the provider's name
     * @param providerAccountId Fractal's id of the account that the webhook names
     */
    public InvalidSignatureException(String provider, UUID providerAccountId) {
        super(
                ErrorKind.FORBIDDEN,
                "INVALID_SIGNATURE",
                "The webhook is not signed by account " + providerAccountId + " of provider " + provider);
    }
}
