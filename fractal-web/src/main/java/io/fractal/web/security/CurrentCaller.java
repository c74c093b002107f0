package io.fractal.web.security;

import io.fractal.identity.Caller;
import io.fractal.web.errors.HttpProblem;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/** Who sends the HTTP request that is being answered; set by {@link AuthenticationFilter}. Not for threads without a request. */
@RequestScoped
public class CurrentCaller {

    private Caller caller;

    void set(Caller caller) {
        this.caller = caller;
    }

    /** The caller, or empty when nobody is signed in. */
    public Optional<Caller> find() {
        return Optional.ofNullable(caller);
    }

    /**
     * The caller.
     *
     * @throws HttpProblem 401 when nobody is signed in
     */
    public Caller get() {
        return find().orElseThrow(HttpProblem::unauthenticated);
    }

    /**
     * The workspace that everything in this request is bound to.
     *
     * @throws HttpProblem 401 when nobody is signed in
     */
    public UUID workspaceId() {
        return get().workspaceId();
    }
}
