package io.fractal.sending;

import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.spi.InboundEvent.ProviderError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Cancels messages to a contact that was deleted meanwhile, where their provider has them already; tries until it is done or too late. */
@ApplicationScoped
public class DeletedCancelHandler implements OutboxHandler {

    static final String KIND = "cancel-deleted";

    static final ProviderError DELETED =
            new ProviderError("CONTACT_DELETED", Optional.of("The recipient was deleted before this was sent"));

    @Inject
    private CancelHandler cancels;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        return cancels.handle(work, DELETED);
    }
}
