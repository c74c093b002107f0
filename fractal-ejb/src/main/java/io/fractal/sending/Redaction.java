package io.fractal.sending;

import io.fractal.conversations.Message;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.media.MediaStore;
import io.fractal.outbox.Outbox;
import io.fractal.spi.DeliveryStatus;
import io.fractal.tracking.Payloads;
import io.fractal.tracking.Tracking;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Erases what was written in a message: here at once and for good, at its provider as soon as that answers. */
@Stateless
public class Redaction {

    /** The provider still needs the text. */
    private static final Set<DeliveryStatus> ON_ITS_WAY = EnumSet.of(
            DeliveryStatus.ACCEPTED,
            DeliveryStatus.SCHEDULED,
            DeliveryStatus.QUEUED,
            DeliveryStatus.SENDING,
            DeliveryStatus.RECEIVING,
            DeliveryStatus.UNKNOWN);

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Tracking tracking;

    @EJB
    private Messages messages;

    @EJB
    private MediaStore media;

    @Inject
    private Traces traces;

    @EJB
    private Outbox outbox;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /**
     * Erases a message's text, attachments and template variables, the texts in what its provider reported, and what else holds them:
     * the conversation's preview, the search, the answers kept for repeated requests, a bulk job. What its sender keeps with it as
     * metadata stays. Repeating it has the provider asked once more if it had not done so in the end.
     *
     * @return the message as it stands then
     * @throws MessageNotFoundException when this workspace has no such message
     * @throws RedactionRefusedException while the message is on its way
     */
    public MessageView redact(UUID workspaceId, UUID messageId) {
        Message message =
                tracking.locked(workspaceId, messageId).orElseThrow(() -> new MessageNotFoundException(messageId));
        if (ON_ITS_WAY.contains(message.getStatus())) {
            throw new RedactionRefusedException(messageId);
        }
        if (message.getRedactedAt().isEmpty()) {
            eraseHere(message);
            traces.erase(workspaceId, List.of(messageId));
            tell(message);
        }
        eraseThere(message);
        return messages.findAll(workspaceId, List.of(messageId)).get(0);
    }

    private void eraseHere(Message message) {
        message.redact(clock.instant());
        Sql sql = Sql.on(entities);
        sql.update(
                "update message set context = null where workspace_id = ? and id = ?",
                message.getWorkspaceId(),
                message.getId());
        media.erase(message.getWorkspaceId(), message.getId());
        sql.update(
                "update status_event set raw_payload = coalesce((select jsonb_object_agg(key, value)"
                        + " from jsonb_each(raw_payload) where key ~* ?), '{}') where workspace_id = ? and message_id = ?",
                Payloads.HARMLESS,
                message.getWorkspaceId(),
                message.getId());
        sql.update(
                "update conversation set last_message_preview = null where workspace_id = ? and id = ? and last_message_id = ?",
                message.getWorkspaceId(),
                message.getConversationId(),
                message.getId());
    }

    private void eraseThere(Message message) {
        if (message.getProviderMessageId().isEmpty() || outbox.takeUpAgain(RedactHandler.KIND, message.getId())) {
            return;
        }
        if (!outbox.has(RedactHandler.KIND, message.getId())) {
            outbox.add(message.getWorkspaceId(), RedactHandler.KIND, message.getId(), message.getId(), clock.instant());
        }
    }

    private void tell(Message message) {
        for (String type : List.of("message.updated", "conversation.updated")) {
            events.append(
                    message.getWorkspaceId(),
                    new NewEvent(
                            type,
                            message.getConversationId(),
                            type.startsWith("message") ? message.getId() : null,
                            message.getContactId(),
                            Map.of()));
        }
    }
}
