package io.fractal.contacts;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** A contact has no address of that id. */
public final class ChannelNotFoundException extends FractalException {

    /** The address that was asked for. */
    public ChannelNotFoundException(UUID contactId, UUID addressId) {
        super(ErrorKind.NOT_FOUND, "CHANNEL_NOT_FOUND", "Contact " + contactId + " has no address " + addressId);
    }
}
