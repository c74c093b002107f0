package io.fractal.tracking;

import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Asks what a delivered message cost, a few times with growing pauses, because providers bill after they deliver. */
@ApplicationScoped
public class PriceHandler implements OutboxHandler {

    static final String KIND = "price";

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(12));

    @Inject
    private Asking asking;

    @Inject
    private Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        return switch (asking.about(work)) {
            case PRICED, NOT_ASKABLE -> OutboxResult.done();
            case WITHOUT_PRICE -> later(work, "the provider states no price yet");
            case NOT_REACHED -> later(work, "the provider could not be asked");
        };
    }

    private OutboxResult later(OutboxWork work, String reason) {
        return work.attempt() > PAUSES.size()
                ? OutboxResult.dead(reason)
                : OutboxResult.retryAt(clock.instant().plus(PAUSES.get(work.attempt() - 1)), reason);
    }
}
