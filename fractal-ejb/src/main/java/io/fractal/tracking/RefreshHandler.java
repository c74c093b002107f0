package io.fractal.tracking;

import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Asks how a message stands whose reports have stayed away: callbacks are sent with best effort only, and some get lost. */
@ApplicationScoped
public class RefreshHandler implements OutboxHandler {

    /** The kind of work, one for each message. */
    public static final String KIND = "refresh";

    private static final int MOST_TRIES = 3;
    private static final Duration PAUSE = Duration.ofMinutes(30);

    @Inject
    private Asking asking;

    @Inject
    private Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    /** A message is asked about once; it is worth asking for three days. */
    @Override
    public Duration doneKept() {
        return Duration.ofDays(4);
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        return switch (asking.about(work)) {
            case PRICED, WITHOUT_PRICE, NOT_ASKABLE -> OutboxResult.done();
            case NOT_REACHED ->
                work.attempt() < MOST_TRIES
                        ? OutboxResult.retryAt(clock.instant().plus(PAUSE), "the provider could not be asked")
                        : OutboxResult.dead("the provider could not be asked");
        };
    }
}
