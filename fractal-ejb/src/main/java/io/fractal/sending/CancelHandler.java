package io.fractal.sending;

import io.fractal.configuration.FractalException;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.spi.InboundEvent.ProviderError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Cancels scheduled messages to who has objected meanwhile; tries until it is done or too late. */
@ApplicationScoped
public class CancelHandler implements OutboxHandler {

    static final String KIND = "cancel";

    static final ProviderError OPTED_OUT =
            new ProviderError("OPTED_OUT", Optional.of("The recipient does not want to be written to"));

    @Inject
    private TakingBack takingBack;

    @Inject
    private Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        return handle(work, OPTED_OUT);
    }

    /**
     * Cancels a message for some other reason.
     *
     * @param why what is shown with it
     */
    OutboxResult handle(OutboxWork work, ProviderError why) {
        try {
            takingBack.cancel(work.workspaceId(), work.subjectId(), Optional.of(why));
            return OutboxResult.done();
        } catch (ProviderNotReachedException failure) {
            return later(work, failure);
        } catch (CancelRefusedException refused) {
            return refused.code().equals("MESSAGE_BEING_HANDED_OVER")
                    ? later(work, refused)
                    : OutboxResult.dead(refused.code());
        }
    }

    private OutboxResult later(OutboxWork work, FractalException why) {
        return OutboxResult.retryAt(
                clock.instant().plus(Backoff.after(work.attempt(), Optional.empty(), ThreadLocalRandom.current())),
                why.code());
    }
}
