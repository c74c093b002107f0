package io.fractal.sending;

import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ScheduleKeeper;
import io.fractal.spi.Capabilities;
import io.fractal.spi.Capabilities.Scheduling;
import io.fractal.spi.ChannelAdapter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides who keeps a scheduled message until its time. The provider where it can, because then a Fractal that is down at that moment
 * does no harm; Fractal itself everywhere else, because Twilio sends at once what names a time but no messaging service (Twilio,
 * "Message Scheduling").
 */
@ApplicationScoped
public class Schedules {

    /** Between accepting a message and the provider's looking at it some time passes. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    @Inject
    private Abilities abilities;

    @Inject
    private Clock clock;

    /** Who is to keep a message that takes this way until its time. */
    ScheduleKeeper keeper(UUID workspaceId, MessageRoute route, Instant time) {
        return scheduling(workspaceId, route)
                .filter(rules -> !rules.onlyThroughPool() || route.senderId() == null)
                .filter(rules -> isWithin(rules, time, SLACK))
                .map(rules -> ScheduleKeeper.PROVIDER)
                .orElse(ScheduleKeeper.FRACTAL);
    }

    /** Whether the provider would still keep a message until its time. */
    boolean isStillPossible(ChannelAdapter adapter, Instant time) {
        return adapter.capabilities()
                .scheduling()
                .filter(rules -> isWithin(rules, time, Duration.ofSeconds(5)))
                .isPresent();
    }

    private Optional<Scheduling> scheduling(UUID workspaceId, MessageRoute route) {
        return abilities.of(workspaceId, route).flatMap(Capabilities::scheduling);
    }

    private boolean isWithin(Scheduling rules, Instant time, Duration slack) {
        Instant now = clock.instant();
        return !time.isBefore(now.plus(rules.earliest()).plus(slack)) && !time.isAfter(now.plus(rules.latest()));
    }
}
