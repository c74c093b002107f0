package io.fractal.configuration;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives every component the time, in UTC. */
@Dependent
public class ClockProducer {

    /** The system's clock; tests put their own in its place. */
    @Produces
    public Clock clock() {
        return Clock.systemUTC();
    }
}
