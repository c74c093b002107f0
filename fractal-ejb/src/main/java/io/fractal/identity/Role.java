package io.fractal.identity;

/** What someone may do in a workspace; each role may do what those after it may. */
public enum Role {
    OWNER,
    ADMIN,
    SUPERVISOR,
    AGENT,
    VIEWER;

    /** Whether this role may do what another one may. */
    public boolean includes(Role other) {
        return ordinal() <= other.ordinal();
    }
}
