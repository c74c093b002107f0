package io.fractal.idempotency;

import java.util.UUID;

/**
 * What claiming a key led to.
 *
 * @param state what is to be done now
 * @param claimId which claim is to be finished; {@code null} unless {@link State#FIRST}
 * @param answer what was answered; {@code null} unless {@link State#ANSWERED}
 */
public record Claim(State state, UUID claimId, KeptAnswer answer) {

    /** How things stand with a key. */
    public enum State {
        /** Nobody has used it: do the work, then complete or release the claim. */
        FIRST,
        /** The work was done; the answer is here. */
        ANSWERED,
        /** Another request with this key is being worked on. */
        RUNNING,
        /** Work began long ago and never ended: the node may have died before or after its commit. */
        UNKNOWN,
        /** It was used for another request. */
        REUSED,
        /** The work was done; what was answered has been erased since. */
        ERASED
    }

    static Claim first(UUID claimId) {
        return new Claim(State.FIRST, claimId, null);
    }

    static Claim of(State state) {
        return new Claim(state, null, null);
    }
}
