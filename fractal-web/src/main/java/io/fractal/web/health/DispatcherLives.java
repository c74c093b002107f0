package io.fractal.web.health;

import io.fractal.outbox.Dispatcher;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** The outbox dispatcher is at work; when it is not, only a restart helps. */
@Liveness
@ApplicationScoped
public class DispatcherLives implements HealthCheck {

    @EJB
    Dispatcher dispatcher;

    @Override
    public HealthCheckResponse call() {
        return Checked.of("dispatcher-alive", () -> Dispatcher.hasBegun() && dispatcher.alive());
    }
}
