package io.fractal.identity;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.ArrayList;
import java.util.List;

/** Follows an invitation with a new account. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // hashing a password must hold no connection
public class Joining {

    private static final int LONGEST_NAME = 200;
    private static final int SHORTEST_PASSWORD = 8;

    @EJB
    private Invitations invitations;

    /**
     * Makes an account for the invited address, and a member of it.
     *
     * @param name the name shown to people
     * @param password the password to sign in with
     * @throws InvalidRequestException when name or password cannot be taken
     * @throws InvitationNotFoundException when there never was such a link
     * @throws InvitationOverException when it does not work any more
     * @throws InvitationRefusedException when the address has an account: it has to sign in
     */
    public Invitation join(String token, String name, String password) {
        invitations.open(token); // nobody without a link has passwords hashed
        check(name, password);
        return invitations.acceptAsNew(token, name.strip(), PasswordHash.of(password));
    }

    private static void check(String name, String password) {
        List<FieldError> errors = new ArrayList<>();
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            errors.add(new FieldError("name", "INVALID", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > PasswordHash.LONGEST) {
            errors.add(new FieldError(
                    "password",
                    "INVALID",
                    "must have " + SHORTEST_PASSWORD + " to " + PasswordHash.LONGEST + " characters"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }
}
