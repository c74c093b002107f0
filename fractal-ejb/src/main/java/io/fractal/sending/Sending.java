package io.fractal.sending;

import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Ids;
import io.fractal.spi.DeliveryStatus;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The door for messages on their way out. */
@Stateless
public class Sending {

    private static final Set<DeliveryStatus> FAILED =
            EnumSet.of(DeliveryStatus.FAILED, DeliveryStatus.UNDELIVERED, DeliveryStatus.CANCELED);

    @Inject
    private Acceptance acceptance;

    @EJB
    private Messages messages;

    /**
     * Accepts a message. When the transaction has committed, the message is kept and will be handed to its provider, whatever happens
     * to this process.
     *
     * @return the message accepted, or the earlier one when the same {@code clientId} brings the same content again
     * @throws io.fractal.configuration.InvalidRequestException when the request is wrong in itself, or names what this workspace
     *     does not have; it lists every reason found
     * @throws SendRefusedException when it may not be sent as things stand
     */
    public SentMessage send(UUID workspaceId, SendRequest asked) {
        Draft draft = new Draft(Ids.next(), asked);
        acceptance.accept(workspaceId, List.of(draft));
        return draft.outcome();
    }

    /**
     * Sends the content of a failed message again, as a new message; the failed one stays as it is. Asked twice for the same failed
     * message, it sends once.
     *
     * @throws MessageNotFoundException when this workspace has no message of that id
     * @throws SendRefusedException when the message has not failed, has been redacted, or may not be sent any more
     */
    public MessageView retry(UUID workspaceId, UUID messageId, UUID authorUserId) {
        MessageView failed = view(workspaceId, messageId);
        if (!failed.direction().equals(MessageDirection.OUTBOUND.name())
                || !FAILED.contains(DeliveryStatus.valueOf(failed.status()))) {
            throw SendRefusedException.notFailed(messageId);
        }
        if (failed.redactedAt() != null) {
            throw SendRefusedException.redacted(messageId);
        }
        return send(workspaceId, Retries.of(failed, authorUserId)).message();
    }

    private MessageView view(UUID workspaceId, UUID messageId) {
        return messages.findAll(workspaceId, List.of(messageId)).stream()
                .findFirst()
                .orElseThrow(() -> new MessageNotFoundException(messageId));
    }
}
