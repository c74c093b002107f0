package io.fractal.media;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A workspace has no media of that id. */
public final class MediaNotFoundException extends FractalException {

    /** No media of this id. */
    public MediaNotFoundException(UUID mediaId) {
        super(ErrorKind.NOT_FOUND, "MEDIA_NOT_FOUND", "There are no media " + mediaId + " in this workspace");
    }
}
