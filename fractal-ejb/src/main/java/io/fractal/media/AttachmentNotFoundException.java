package io.fractal.media;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A message has no attachment at a place, or the workspace has no such message. */
public final class AttachmentNotFoundException extends FractalException {

    /** Nothing is attached to this message at this place. */
    public AttachmentNotFoundException(UUID messageId, int position) {
        super(
                ErrorKind.NOT_FOUND,
                "ATTACHMENT_NOT_FOUND",
                "There is no attachment " + position + " of message " + messageId);
    }
}
