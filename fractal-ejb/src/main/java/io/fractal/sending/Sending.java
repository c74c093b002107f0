package io.fractal.sending;

import io.fractal.configuration.FractalException;
import io.fractal.conversations.ConversationBook;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessagePlace;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.conversations.NewestMessage;
import io.fractal.conversations.SendPlan;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.outbox.Outbox;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.tracking.StatusHistory;
import io.fractal.tracking.StatusNews;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The door for messages on their way out. */
@Stateless
public class Sending {

    private static final Set<DeliveryStatus> FAILED =
            EnumSet.of(DeliveryStatus.FAILED, DeliveryStatus.UNDELIVERED, DeliveryStatus.CANCELED);

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Recipients recipients;

    @Inject
    private OutboundRoutes routes;

    @Inject
    private Permissions permissions;

    @Inject
    private ChosenTemplates chosenTemplates;

    @Inject
    private Plans plans;

    @Inject
    private Carried carried;

    @Inject
    private EarlierMessages earlier;

    @Inject
    private ConversationBook conversations;

    @EJB
    private Messages messages;

    @Inject
    private StatusHistory history;

    @EJB
    private Outbox outbox;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /**
     * Accepts a message. When the transaction has committed, the message is kept and will be handed to its provider, whatever happens
     * to this process.
     *
     * @return the message accepted, or the earlier one when the same {@code clientId} brings the same content again
     * @throws io.fractal.configuration.InvalidRequestException when the request is wrong in itself; it lists every reason found
     * @throws io.fractal.conversations.ConversationNotFoundException when this workspace has no such conversation
     * @throws SendRefusedException when it may not be sent as things stand
     */
    public SentMessage send(UUID workspaceId, SendRequest asked) {
        Optional<UUID> repeated = earlier.under(workspaceId, asked.origin().clientId());
        if (repeated.isPresent()) {
            return new SentMessage(earlier.same(workspaceId, repeated.get(), asked), true);
        }
        RequestChecks.check(asked, clock.instant());
        ChosenTemplates.Filled filled = chosenTemplates.fill(workspaceId, asked);
        SendRequest request = filled.request();
        Recipient recipient = recipients.of(workspaceId, request.to());
        MessageRoute route = routes.choose(workspaceId, request, recipient)
                .orElseThrow(() -> SendRefusedException.noSender(
                        workspaceId, recipient.channel().name()));
        permissions.require(request, recipient);
        chosenTemplates.objection(filled, recipient).ifPresent(Sending::refuse);
        Message message = keep(request, recipient, route);
        dispatch(message);
        log(message, recipient);
        return new SentMessage(view(workspaceId, message.getId()), false);
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

    private static void refuse(FractalException objection) {
        throw objection;
    }

    private Message keep(SendRequest request, Recipient recipient, MessageRoute route) {
        Instant now = clock.instant();
        UUID id = Ids.next();
        UUID workspaceId = recipient.contact().getWorkspaceId();
        String body = request.content().body() == null ? "" : request.content().body();
        MessagePlace place = conversations.send(
                workspaceId,
                recipient.conversationId(),
                new NewestMessage(id, now, body, MessageDirection.OUTBOUND, route.channel()));
        Origin origin = request.origin();
        Message message = Message.queued(
                        id, place, route, body, new Message.Authorship(origin.authorUserId(), origin.clientId()), now)
                .planned(plans.of(workspaceId, request, route));
        if (route.channel() == ChannelType.SMS) {
            message.countSegments(Segments.of(body).segments());
        }
        conversations.keep(message, carried.by(workspaceId, request.content(), route.channel()));
        if (request.metadataJson() != null) {
            Sql.on(entities)
                    .update("update message set metadata = cast(? as jsonb) where id = ?", request.metadataJson(), id);
        }
        return message;
    }

    private void dispatch(Message message) {
        SendPlan plan = message.getPlan();
        history.append(message, StatusNews.own(message.getStatus(), Optional.empty(), message.getCreatedAt()));
        outbox.addAll(
                message.getWorkspaceId(),
                SendHandler.KIND,
                Plans.share(plan),
                List.of(new Outbox.NewWork(
                        message.getId(),
                        Plans.orderKey(message.getId(), message.getConversationId(), plan),
                        Plans.startsAt(plan, message.getCreatedAt()))));
    }

    private void log(Message message, Recipient recipient) {
        List<NewEvent> happened = new ArrayList<>();
        if (recipient.contactCreated()) {
            happened.add(event(message, "contact.created", null, null));
        }
        if (recipient.conversationCreated()) {
            happened.add(event(message, "conversation.created", message.getConversationId(), null));
        }
        happened.add(event(message, "message.created", message.getConversationId(), message.getId()));
        happened.add(event(message, "conversation.updated", message.getConversationId(), null));
        events.appendAll(message.getWorkspaceId(), happened);
    }

    private static NewEvent event(Message message, String type, UUID conversationId, UUID messageId) {
        return new NewEvent(type, conversationId, messageId, message.getContactId(), Map.of());
    }

    private MessageView view(UUID workspaceId, UUID messageId) {
        return messages.findAll(workspaceId, List.of(messageId)).stream()
                .findFirst()
                .orElseThrow(() -> new MessageNotFoundException(messageId));
    }
}
