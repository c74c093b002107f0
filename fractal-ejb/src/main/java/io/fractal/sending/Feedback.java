package io.fractal.sending;

import io.fractal.conversations.Message;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Transactions;
import io.fractal.plugins.PluginFailedException;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import io.fractal.tracking.Enquiries;
import io.fractal.tracking.Tracking;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Tells providers whether messages had their effect. Never holds a transaction while a provider is called. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Feedback {

    @EJB
    private Transactions transactions;

    @Inject
    private Tracking tracking;

    @Inject
    private Enquiries enquiries;

    @EJB
    private Messages messages;

    @Inject
    private Clock clock;

    /**
     * Tells a message's provider whether it had its effect, and keeps that with the message.
     *
     * @param confirmed whether it had, for example because its one-time code was used
     * @return the message as it stands then
     * @throws MessageNotFoundException when this workspace has no such message
     * @throws FeedbackRefusedException when its provider does not have it, or does not want to know
     * @throws ProviderNotReachedException when the provider cannot be told now
     */
    public MessageView give(UUID workspaceId, UUID messageId, boolean confirmed) {
        ProviderMessage there = transactions.inNew(() -> there(workspaceId, messageId));
        tell(there, messageId, confirmed);
        transactions.doInNew(() -> tracking.locked(workspaceId, messageId)
                .ifPresent(message -> message.hadEffect(confirmed, clock.instant())));
        return messages.findAll(workspaceId, List.of(messageId)).get(0);
    }

    private ProviderMessage there(UUID workspaceId, UUID messageId) {
        Message message =
                tracking.locked(workspaceId, messageId).orElseThrow(() -> new MessageNotFoundException(messageId));
        if (message.getDirection() != MessageDirection.OUTBOUND
                || message.getProviderMessageId().isEmpty()) {
            throw FeedbackRefusedException.notSent(messageId);
        }
        ProviderMessage there = enquiries
                .about(workspaceId, messageId)
                .map(question -> new ProviderMessage(question.adapter(), question.providerMessageId()))
                .orElseThrow(() -> ProviderNotReachedException.notConfigured(messageId));
        if (!there.adapter().capabilities().feedback()) {
            throw FeedbackRefusedException.notWanted(messageId);
        }
        return there;
    }

    private static void tell(ProviderMessage there, UUID messageId, boolean confirmed) {
        try {
            there.adapter().giveFeedback(there.sid(), confirmed);
        } catch (ProviderFailedException failure) {
            if (failure.kind() == ErrorKind.REJECTED) {
                throw FeedbackRefusedException.notWanted(messageId);
            }
            throw ProviderNotReachedException.because(messageId, failure);
        } catch (PluginFailedException failure) {
            throw ProviderNotReachedException.because(messageId, failure);
        }
    }
}
