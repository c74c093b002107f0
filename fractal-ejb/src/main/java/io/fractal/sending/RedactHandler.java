package io.fractal.sending;

import io.fractal.database.Transactions;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.plugins.PluginFailedException;
import io.fractal.spi.ProviderFailedException;
import io.fractal.tracking.Enquiries;
import io.fractal.tracking.Enquiries.Question;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Has a message's provider erase it. A refusal is not taken for an answer at once: providers keep a message from changes for a while
 * after it has ended (Twilio: "wait at least a minute, rarely days").
 */
@ApplicationScoped
public class RedactHandler implements OutboxHandler {

    static final String KIND = "redact";

    private static final int MOST_TRIES = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int LONGEST_PAUSE_DOUBLINGS = 12;

    @EJB
    private Transactions transactions;

    @Inject
    private Enquiries enquiries;

    @Inject
    private Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        Optional<Question> there = transactions.inNew(() -> enquiries.about(work.workspaceId(), work.subjectId()));
        if (there.isEmpty()) {
            return later(work, "nobody to ask");
        }
        try {
            if (!there.get().adapter().capabilities().redacts()) {
                return OutboxResult.dead("the provider does not erase");
            }
            there.get().adapter().redact(there.get().providerMessageId());
            return OutboxResult.done();
        } catch (ProviderFailedException failure) {
            return later(work, failure.kind().name());
        } catch (PluginFailedException failure) {
            return later(work, failure.code());
        }
    }

    private OutboxResult later(OutboxWork work, String reason) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(work.attempt() - 1, LONGEST_PAUSE_DOUBLINGS));
        return work.attempt() >= MOST_TRIES
                ? OutboxResult.dead(reason)
                : OutboxResult.retryAt(clock.instant().plus(pause), reason);
    }
}
