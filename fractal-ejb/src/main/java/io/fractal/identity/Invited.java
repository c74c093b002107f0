package io.fractal.identity;

/**
 * A fresh invitation.
 *
 * @param token what the link carries; a secret, told this once, of which only a hash is stored
 * @param invitation the invitation
 */
public record Invited(String token, Invitation invitation) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Invited[" + invitation.id() + "]";
    }
}
