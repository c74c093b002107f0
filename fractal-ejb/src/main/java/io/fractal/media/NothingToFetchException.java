package io.fractal.media;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** An attachment cannot be fetched again, because fetching it has not failed. */
public final class NothingToFetchException extends FractalException {

    /** Fetching this attachment has not failed. */
    public NothingToFetchException(UUID messageId, int position) {
        super(
                ErrorKind.CONFLICT,
                "NOTHING_TO_FETCH",
                "Fetching attachment " + position + " of message " + messageId + " has not failed");
    }
}
