package io.fractal.web.security;

import io.fractal.identity.Authentication;
import io.fractal.identity.Caller;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds out who stands behind credentials, for servlets, the API and websockets alike. */
@ApplicationScoped
public class Authenticator {

    /** Longer than any key or token of ours: what is longer is not even looked up. */
    private static final int LONGEST = 512;

    @EJB
    Authentication authentication;

    /** The caller behind the credentials; empty when they are not (or no longer) valid. */
    public Optional<Caller> caller(Credentials credentials) {
        String secret = credentials.secret();
        if (secret.isEmpty() || secret.length() > LONGEST) {
            return Optional.empty();
        }
        return switch (credentials.kind()) {
            case API_KEY -> authentication.apiKey(secret);
            case ACCESS_TOKEN -> authentication.accessToken(secret);
            case SESSION -> authentication.session(secret);
        };
    }
}
