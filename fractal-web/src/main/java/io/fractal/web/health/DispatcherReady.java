package io.fractal.web.health;

import io.fractal.outbox.Dispatcher;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Messages that are accepted now will be sent. */
@Readiness
@ApplicationScoped
public class DispatcherReady implements HealthCheck {

    @EJB
    Dispatcher dispatcher;

    @Override
    public HealthCheckResponse call() {
        return Checked.of("dispatcher", () -> Dispatcher.hasBegun() && dispatcher.alive());
    }
}
