package io.fractal.media;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** Media cannot be deleted, because messages carry them. */
public final class MediaInUseException extends FractalException {

    /** A message carries them. */
    public MediaInUseException(UUID mediaId) {
        super(ErrorKind.CONFLICT, "MEDIA_IN_USE", "A message carries media " + mediaId);
    }
}
