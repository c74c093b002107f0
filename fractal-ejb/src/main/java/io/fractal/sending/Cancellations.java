package io.fractal.sending;

import io.fractal.conversations.Message;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.outbox.Outbox;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.SendReceipt;
import io.fractal.tracking.Enquiries;
import io.fractal.tracking.StatusEventSource;
import io.fractal.tracking.StatusNews;
import io.fractal.tracking.Tracking;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decides, holding a message's row, whether it can still be canceled: whoever holds the row first, this or the dispatcher, wins. Works
 * in the caller's transaction.
 */
@ApplicationScoped
public class Cancellations {

    private static final Set<DeliveryStatus> WAITS_HERE = EnumSet.of(DeliveryStatus.QUEUED, DeliveryStatus.SCHEDULED);
    private static final Set<DeliveryStatus> WAITS_THERE =
            EnumSet.of(DeliveryStatus.ACCEPTED, DeliveryStatus.SCHEDULED, DeliveryStatus.QUEUED);

    @Inject
    private Tracking tracking;

    @Inject
    private Enquiries enquiries;

    @Inject
    private Attempts attempts;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    /**
     * Cancels a message that the provider does not have.
     *
     * @param why what is shown with it, if anything
     * @return where it has to be canceled instead; empty when it is canceled now
     * @throws MessageNotFoundException when this workspace has no such message
     * @throws CancelRefusedException when it is too late
     */
    Optional<ProviderMessage> begin(UUID workspaceId, UUID messageId, Optional<ProviderError> why) {
        Message message =
                tracking.locked(workspaceId, messageId).orElseThrow(() -> new MessageNotFoundException(messageId));
        if (message.getDirection() != MessageDirection.OUTBOUND) {
            throw CancelRefusedException.received(messageId);
        }
        if (message.getStatus() == DeliveryStatus.CANCELED) {
            return Optional.empty();
        }
        return message.getProviderMessageId().isPresent() ? Optional.of(there(message)) : here(message, why);
    }

    private Optional<ProviderMessage> here(Message message, Optional<ProviderError> why) {
        boolean beingHandedOver = attempts.latest(message)
                .filter(attempt -> attempt.getOutcome().isEmpty())
                .isPresent();
        if (beingHandedOver || message.getStatus() == DeliveryStatus.UNKNOWN) {
            throw CancelRefusedException.beingHandedOver(message.getId());
        }
        if (!WAITS_HERE.contains(message.getStatus())) {
            throw CancelRefusedException.tooLate(message.getId());
        }
        tracking.heard(message, StatusNews.own(DeliveryStatus.CANCELED, why, clock.instant()));
        outbox.giveUp(SendHandler.KIND, message.getId(), "canceled");
        return Optional.empty();
    }

    private ProviderMessage there(Message message) {
        if (!WAITS_THERE.contains(message.getStatus())) {
            throw CancelRefusedException.tooLate(message.getId());
        }
        ProviderMessage there = enquiries
                .about(message.getWorkspaceId(), message.getId())
                .map(question -> new ProviderMessage(question.adapter(), question.providerMessageId()))
                .orElseThrow(() -> ProviderNotReachedException.notConfigured(message.getId()));
        if (!there.adapter().capabilities().cancels()) {
            throw CancelRefusedException.unsupported(message.getId());
        }
        return there;
    }

    /** The provider has canceled it. */
    void done(UUID workspaceId, UUID messageId, SendReceipt receipt, Optional<ProviderError> why) {
        Message message =
                tracking.locked(workspaceId, messageId).orElseThrow(() -> new MessageNotFoundException(messageId));
        tracking.heard(message, StatusNews.of(receipt, StatusEventSource.RESPONSE, clock.instant()));
        if (why.isPresent()) {
            tracking.heard(message, StatusNews.own(DeliveryStatus.CANCELED, why, clock.instant()));
        }
    }
}
