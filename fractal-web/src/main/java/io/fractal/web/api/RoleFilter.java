package io.fractal.web.api;

import io.fractal.identity.Role;
import io.fractal.web.errors.Problems;
import io.fractal.web.security.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Enforces {@link Requires}. Ours, because not every server enforces roles on REST methods by itself. */
@Provider
@Requires
@Priority(Priorities.AUTHORIZATION)
public class RoleFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Inject
    CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        Requires required = resource.getResourceMethod().getAnnotation(Requires.class);
        Role least = required == null ? Role.AGENT : required.value();
        if (!caller.get().role().includes(least)) {
            throw Problems.ofStatus(403);
        }
    }
}
