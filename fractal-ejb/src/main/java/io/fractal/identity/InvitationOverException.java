package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;
import java.util.UUID;

/** The invitation was accepted, taken back or replaced, or has expired. */
public final class InvitationOverException extends FractalException {

    InvitationOverException(UUID invitationId) {
        super(ErrorKind.GONE, "INVITATION_OVER", "The invitation " + invitationId + " is over");
    }
}
