package io.fractal.web.health;

import io.fractal.outbox.Dispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The outbox dispatcher is at work; when it is not, only a restart helps. */
@Liveness
@ApplicationScoped
public class DispatcherLives implements HealthCheck {

    @Inject
    Dispatcher dispatcher;

    @Override
    public HealthCheckResponse call() {
        return Checked.of("dispatcher-alive", () -> Dispatcher.hasBegun() && dispatcher.alive());
    }
}
