package io.fractal.web.health;

import io.fractal.outbox.Dispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Messages that are accepted now will be sent. */
@Readiness
@ApplicationScoped
public class DispatcherReady implements HealthCheck {

    @Inject
    Dispatcher dispatcher;

    @Override
    public HealthCheckResponse call() {
        return Checked.of("dispatcher", () -> Dispatcher.hasBegun() && dispatcher.alive());
    }
}
