package io.fractal.identity;

import io.fractal.configuration.RequestId;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds out who is calling. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // hashing a password must hold no connection
public class Authentication {

    private static final System.Logger LOG = System.getLogger(Authentication.class.getName());

    /** A hash that no password has, compared with when there is no user, so that the answer takes as long. */
    private static final String NOBODY = PasswordHash.of(Tokens.random());

    @Inject
    private SignInThrottle throttle;

    @EJB
    private Sessions sessions;

    @Inject
    private KnownApiKeys apiKeys;

    @Inject
    private AccessTokens accessTokens;

    @Inject
    private KnownSessions knownSessions;

    /**
     * Signs a user in.
     *
     * @param email the account's email address, in any case
     * @param password the password
     * @param userAgent how the browser names itself, or {@code null}
     * @param clientAddress from where the request comes, or {@code null}; with the account it decides on slowing down
     * @return the sign-in, or empty when email or password is wrong, the user is disabled, or has no workspace: never says which
     * @throws TooManySignInsException when too many were wrong before
     */
    public Optional<SignedIn> signIn(String email, String password, String userAgent, String clientAddress) {
        String account = email.strip();
        String address = String.valueOf(clientAddress);
        throttle.check(account, address);
        Optional<User> user = sessions.findUser(account);
        boolean right = matches(password, user.map(User::getPasswordHash).orElse(NOBODY));
        Optional<SignedIn> signedIn = user.filter(found -> right).flatMap(found -> sessions.begin(found, userAgent));
        if (signedIn.isPresent()) {
            throttle.succeeded(account, address);
        } else {
            throttle.failed(account, address);
            LOG.log(
                    System.Logger.Level.INFO,
                    "A sign-in failed (request {0})",
                    RequestId.current().orElse("-"));
        }
        return signedIn;
    }

    /** The same without knowing from where. */
    public Optional<SignedIn> signIn(String email, String password, String userAgent) {
        return signIn(email, password, userAgent, null);
    }

    /**
     * Who holds a session token. Using it keeps the session alive.
     *
     * @param token as given out by {@link #signIn}
     * @return the caller, or empty when the token is unknown, expired or signed out
     */
    public Optional<Caller> session(String token) {
        return sessions.use(token);
    }

    /**
     * Who holds an API key.
     *
     * @param key the whole key, {@code fk_…}
     * @return the caller, or empty when the key is unknown, revoked or has expired
     */
    public Optional<Caller> apiKey(String key) {
        return apiKeys.caller(key);
    }

    /**
     * Who holds an access token.
     *
     * @param token as given out in an {@link AccessGrant}
     * @return the caller, or empty when the token is not valid (any more) or its session has ended
     */
    public Optional<Caller> accessToken(String token) {
        return accessTokens.session(token).flatMap(knownSessions::caller);
    }

    /** The first tokens of a fresh sign-in. */
    public AccessGrant grant(SignedIn signedIn) {
        return accessTokens.grant(signedIn.caller(), 0);
    }

    /**
     * Exchanges a refresh token for new tokens. Each is good for once; one that is shown again ends its session.
     *
     * @return the new tokens, or empty when the token is not valid (any more)
     */
    public Optional<AccessGrant> refresh(String refreshToken) {
        return accessTokens
                .refresh(refreshToken)
                .flatMap(shown -> sessions.renew(shown.sessionId(), shown.count())
                        .map(caller -> accessTokens.grant(caller, shown.count() + 1)));
    }

    /** The caller's sessions that have not ended, the last used first; an API key has none. */
    public List<OpenSession> sessions(Caller caller) {
        return caller.userId() == null ? List.of() : sessions.open(caller.userId());
    }

    /** Ends one of the caller's sessions; says whether there was such a one. */
    public boolean endSession(Caller caller, UUID id) {
        return caller.userId() != null && sessions.end(caller.userId(), id);
    }

    /** Ends all of the caller's sessions, this one included; an API key has none. */
    public int endSessions(Caller caller) {
        return caller.userId() == null ? 0 : sessions.endAll(caller.userId());
    }

    /** Ends a session; a token that is not known (any more) is fine. */
    public void signOut(String token) {
        sessions.end(token);
    }

    private static boolean matches(String password, String hash) {
        return HashingTurns.take(
                () -> password.length() <= PasswordHash.LONGEST && PasswordHash.matches(password, hash));
    }
}
