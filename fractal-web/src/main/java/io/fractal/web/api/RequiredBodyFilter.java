package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;

/** Refuses requests without a body where one is read: some servers ask no reader then, and hand on nothing at all. */
@Provider
public class RequiredBodyFilter implements ContainerRequestFilter {

    private static final byte[] NOTHING = new byte[0];

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean read =
                Arrays.asList(resource.getResourceMethod().getParameterTypes()).contains(JsonBody.class);
        if (read && !request.hasEntity()) {
            JsonBody.parse(NOTHING);
        }
    }
}
