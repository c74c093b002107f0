package io.fractal.web.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fractal.configuration.Settings;
import io.fractal.identity.Caller;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** How many requests each caller may still make on this node. Safe for use by many threads. */
@ApplicationScoped
public class RateLimits {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MOST_CALLERS = 100_000;

    private final Cache<UUID, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(PERIOD.multipliedBy(2)) // full again by then
            .build();

    @Inject
    Settings settings;

    /** The most requests of a caller within a minute; 0 when there is no limit. */
    int limit() {
        return settings.apiRate();
    }

    /** Takes one request off what the caller may make; empty when there is no limit. */
    Optional<ConsumptionProbe> take(Caller caller) {
        if (limit() == 0) {
            return Optional.empty();
        }
        UUID who = Objects.requireNonNullElse(caller.userId(), caller.apiKeyId());
        return Optional.of(buckets.get(who, id -> full()).tryConsumeAndReturnRemaining(1));
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit()).refillGreedy(limit(), PERIOD))
                .build();
    }
}
