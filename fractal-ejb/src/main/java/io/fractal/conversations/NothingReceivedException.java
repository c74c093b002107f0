package io.fractal.conversations;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** The contact of this conversation has never written, so there is nothing that could be unread. */
public final class NothingReceivedException extends FractalException {

    /** The conversation that was to be unread. */
    public NothingReceivedException(UUID conversationId) {
        super(ErrorKind.CONFLICT, "NOTHING_RECEIVED", "Nothing was ever received in conversation " + conversationId);
    }
}
