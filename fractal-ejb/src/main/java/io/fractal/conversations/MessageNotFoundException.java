package io.fractal.conversations;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** This workspace has no message of that id. */
public final class MessageNotFoundException extends FractalException {

    /** The message that was asked for. */
    public MessageNotFoundException(UUID messageId) {
        super(ErrorKind.NOT_FOUND, "MESSAGE_NOT_FOUND", "There is no message " + messageId);
    }
}
