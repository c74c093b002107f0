package io.fractal.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.Settings;
import io.fractal.identity.Caller;
import io.fractal.identity.Role;
import io.github.bucket4j.ConsumptionProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitsTest {

    @TempDir
    Path home;

    @Test
    void withoutALimitNobodyIsCounted() {
        assertEquals(Optional.empty(), limits(0).take(key()));
    }

    @Test
    void whoHasMadeAllItsRequestsWaitsAndNobodyElseDoes() {
        RateLimits limits = limits(3);
        Caller busy = key();

        assertEquals(2, limits.take(busy).orElseThrow().getRemainingTokens());
        limits.take(busy);
        assertTrue(limits.take(busy).orElseThrow().isConsumed());
        ConsumptionProbe refused = limits.take(busy).orElseThrow();

        assertFalse(refused.isConsumed());
        Duration wait = Duration.ofNanos(refused.getNanosToWaitForRefill());
        assertTrue(wait.compareTo(Duration.ofSeconds(20)) <= 0 && wait.compareTo(Duration.ZERO) > 0, wait::toString);
        assertTrue(limits.take(key()).orElseThrow().isConsumed());
    }

    private RateLimits limits(int rate) {
        RateLimits limits = new RateLimits();
        limits.settings = Settings.of(Map.of(
                "FRACTAL_HOME", home.toString(),
                "DATABASE_URL", "postgresql://localhost/unused",
                "FRACTAL_API_RATE", Integer.toString(rate)));
        return limits;
    }

    private static Caller key() {
        return new Caller(UUID.randomUUID(), null, UUID.randomUUID(), null, "key", null, Role.AGENT);
    }
}
