package io.fractal.web.health;

import jakarta.ejb.EJBException;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Asks a component how it is. */
final class Checked {

    private Checked() {}

    /** The answer of a check; down as well while the component cannot be asked, as before the start and during the stop. */
    static HealthCheckResponse of(String name, BooleanSupplier up) {
        return HealthCheckResponse.named(name).status(isUp(up)).build();
    }

    private static boolean isUp(BooleanSupplier up) {
        try {
            return up.getAsBoolean();
        } catch (EJBException e) {
            // said by the answer; servers ask every second while they start, so it is not logged
            return false;
        }
    }
}
