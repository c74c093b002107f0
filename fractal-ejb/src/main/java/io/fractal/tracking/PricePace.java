package io.fractal.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When to ask for prices: soon, but after a campaign at a pace that leaves the provider's interface and this node's workers to messages.
 * Each node has a pace of its own. Safe for use from several threads.
 */
@ApplicationScoped
public class PricePace {

    /** Prices appear at the provider some time after delivery (Twilio, Messages resource: "price … null until billed"). */
    static final Duration UNTIL_PRICED = Duration.ofSeconds(5);

    /** Twenty a second, 1.7 million a day. */
    static final Duration APART = Duration.ofMillis(50);

    @Inject
    private Clock clock;

    private Instant latest = Instant.EPOCH;

    /** The next times at which a price may be asked for. */
    synchronized List<Instant> next(int count) {
        Instant soonest = clock.instant().plus(UNTIL_PRICED);
        List<Instant> times = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant following = latest.plus(APART);
            latest = following.isBefore(soonest) ? soonest : following;
            times.add(latest);
        }
        return times;
    }
}
