package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import io.fractal.web.security.CurrentCaller;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Refuses the requests of a caller that makes too many, and tells every caller how many are left. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String PROBE = "io.fractal.rateLimit";

    @Inject
    RateLimits limits;

    @Inject
    CurrentCaller current;

    @Override
    public void filter(ContainerRequestContext request) {
        current.find().flatMap(limits::take).ifPresent(probe -> {
            request.setProperty(PROBE, probe);
            if (!probe.isConsumed()) {
                throw HttpProblem.of(429, "TOO_MANY_REQUESTS", "Too many requests. Try again later.")
                        .retryIn(Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        });
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROBE) instanceof ConsumptionProbe probe) {
            response.getHeaders().putSingle("RateLimit-Limit", limits.limit());
            response.getHeaders().putSingle("RateLimit-Remaining", probe.getRemainingTokens());
            response.getHeaders()
                    .putSingle(
                            "RateLimit-Reset",
                            Duration.ofNanos(probe.getNanosToWaitForReset())
                                    .plusMillis(999)
                                    .toSeconds());
        }
    }
}
