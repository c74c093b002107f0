package io.fractal.channels;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A workspace has no such sender. */
public final class SenderNotFoundException extends FractalException {

    /**
     * @param senderId what was asked for
     */
    public SenderNotFoundException(UUID senderId) {
        super(ErrorKind.NOT_FOUND, "SENDER_NOT_FOUND", "No sender " + senderId);
    }
}
