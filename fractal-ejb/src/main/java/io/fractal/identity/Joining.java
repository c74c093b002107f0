package io.fractal.identity;

import io.fractal.configuration.InvalidRequestException;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Follows an invitation with a new account. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // hashing a password must hold no connection
public class Joining {

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
        String invited = invitations.open(token).email(); // nobody without a link has passwords hashed
        NewUser wanted = new NewUser(invited, name, password);
        wanted.check();
        String hash = HashingTurns.take(() -> PasswordHash.of(wanted.password()));
        return invitations.acceptAsNew(token, wanted.name(), hash);
    }
}
