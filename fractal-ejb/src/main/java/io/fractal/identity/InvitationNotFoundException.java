package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** There is no such invitation, or no longer. */
public final class InvitationNotFoundException extends FractalException {

    InvitationNotFoundException() {
        super(ErrorKind.NOT_FOUND, "INVITATION_NOT_FOUND", "There is no such invitation");
    }
}
