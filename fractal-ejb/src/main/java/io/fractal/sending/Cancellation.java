package io.fractal.sending;

import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes messages back that have not left yet. Never holds a transaction while a provider is called. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Cancellation {

    @Inject
    private TakingBack takingBack;

    @EJB
    private Messages messages;

    /**
     * Cancels a message. One that is canceled already stays so.
     *
     * @return the message as it stands then
     * @throws MessageNotFoundException when this workspace has no such message
     * @throws CancelRefusedException when it is too late, or the provider cannot
     * @throws ProviderNotReachedException when the provider, which has the message, cannot be asked now
     */
    public MessageView cancel(UUID workspaceId, UUID messageId) {
        takingBack.cancel(workspaceId, messageId, Optional.empty());
        return messages.findAll(workspaceId, List.of(messageId)).stream()
                .findFirst()
                .orElseThrow(() -> new MessageNotFoundException(messageId));
    }
}
