package io.fractal.identity;

import java.time.Instant;

/**
 * A fresh sign-in.
 *
 * @param token what the browser keeps and shows from then on; a secret, of which only a hash is stored
 * @param expiresAt when it ends unless used before
 * @param caller who signed in
 */
public record SignedIn(String token, Instant expiresAt, Caller caller) {

    /** Without the token. */
    @Override
    public String toString() {
        return "SignedIn[" + caller.userId() + "]";
    }
}
