package io.fractal.sending;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** The text of a message cannot be erased while it is on its way. */
public final class RedactionRefusedException extends FractalException {

    RedactionRefusedException(UUID messageId) {
        super(ErrorKind.CONFLICT, "MESSAGE_ON_ITS_WAY", "Message " + messageId + " is still on its way");
    }
}
