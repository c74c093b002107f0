package io.fractal.identity;

import io.fractal.configuration.Settings;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Lets people make accounts for themselves. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // hashing a password must hold no connection
public class SigningUp {

    /** No email address: the throttle keeps what one address on the network asks for here apart from its sign-ins. */
    private static final String ANY_ACCOUNT = "\nsign-up";

    @Inject
    private Settings settings;

    @Inject
    private SignInThrottle throttle;

    @EJB
    private Accounts accounts;

    /**
     * Makes an account with a workspace of its own, and signs its owner in.
     *
     * @param wanted who it is
     * @param userAgent how the browser names itself, or {@code null}
     * @param clientAddress from where the request comes, or {@code null}; who asks for one taken address after another is slowed down
     * @throws SignUpClosedException when accounts are made by invitation only
     * @throws io.fractal.configuration.InvalidRequestException when a field is not valid
     * @throws EmailExistsException when there is an account under this address
     * @throws TooManySignInsException when too many were asked for before
     */
    public SignedIn signUp(NewUser wanted, String userAgent, String clientAddress) {
        if (!settings.signUpOpen()) {
            throw new SignUpClosedException();
        }
        wanted.check();
        String address = String.valueOf(clientAddress);
        throttle.check(ANY_ACCOUNT, address);
        String hash = HashingTurns.take(() -> PasswordHash.of(wanted.password()));
        try {
            return accounts.open(wanted, hash, userAgent);
        } catch (EmailExistsException taken) {
            throttle.failed(ANY_ACCOUNT, address);
            throw taken;
        }
    }
}
