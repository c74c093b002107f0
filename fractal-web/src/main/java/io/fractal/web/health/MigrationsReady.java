package io.fractal.web.health;

import io.fractal.database.MigrationState;
import io.fractal.database.Migrations;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The schema is what this version needs. */
@Readiness
@ApplicationScoped
public class MigrationsReady implements HealthCheck {

    @EJB
    Migrations migrations;

    @Override
    public HealthCheckResponse call() {
        return Checked.of("migrations", () -> Migrations.hasBegun() && migrations.state() == MigrationState.DONE);
    }
}
