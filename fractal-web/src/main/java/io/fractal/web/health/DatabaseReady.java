package io.fractal.web.health;

import io.fractal.database.Migrations;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The database answers. */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

    @EJB
    Migrations migrations;

    @Override
    public HealthCheckResponse call() {
        return Checked.of("database", () -> Migrations.hasBegun() && migrations.databaseAnswers());
    }
}
