package io.fractal.web.health;

import io.fractal.database.MigrationState;
import io.fractal.database.Migrations;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** The start is over when the schema has been brought up to date. */
@Startup
@ApplicationScoped
public class MigrationsDone implements HealthCheck {

    @EJB
    Migrations migrations;

    @Override
    public HealthCheckResponse call() {
        return Checked.of("migrations-done", () -> Migrations.hasBegun() && migrations.state() == MigrationState.DONE);
    }
}
