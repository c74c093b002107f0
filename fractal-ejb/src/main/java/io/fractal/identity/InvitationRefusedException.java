package io.fractal.identity;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FractalException;

/** An invitation cannot be made or accepted as things stand. */
public final class InvitationRefusedException extends FractalException {

    private InvitationRefusedException(ErrorKind kind, String code, String message) {
        super(kind, code, message);
    }

    static InvitationRefusedException alreadyMember() {
        return new InvitationRefusedException(ErrorKind.CONFLICT, "ALREADY_A_MEMBER", "They are a member already");
    }

    static InvitationRefusedException forSomebodyElse() {
        return new InvitationRefusedException(
                ErrorKind.FORBIDDEN, "INVITATION_FOR_ANOTHER", "Another address was invited");
    }

    static InvitationRefusedException accountExists() {
        return new InvitationRefusedException(
                ErrorKind.CONFLICT, "ACCOUNT_EXISTS", "The invited address has an account already");
    }
}
