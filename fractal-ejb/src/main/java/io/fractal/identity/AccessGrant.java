package io.fractal.identity;

import java.time.Duration;

/**
 * What a program calls with in a user's name.
 *
 * @param accessToken what it shows with each request; a secret
 * @param expiresIn how long that is good for
 * @param refreshToken what it exchanges for the next grant, once; a secret
 * @param caller who it calls as
 */
public record AccessGrant(String accessToken, Duration expiresIn, String refreshToken, Caller caller) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "AccessGrant[" + caller.userId() + "]";
    }
}
