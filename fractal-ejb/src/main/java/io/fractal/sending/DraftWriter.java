package io.fractal.sending;

import io.fractal.conversations.ConversationBook;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessagePlace;
import io.fractal.conversations.NewestMessage;
import io.fractal.conversations.SendPlan;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.outbox.Outbox;
import io.fractal.outbox.Share;
import io.fractal.spi.ChannelType;
import io.fractal.tracking.StatusHistory;
import io.fractal.tracking.StatusNews;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes messages of drafts, with all that belongs to them: a few statements for a whole batch. Works in the caller's transaction, which
 * must hold the recipients' addresses and conversations.
 */
@ApplicationScoped
public class DraftWriter {

    @Inject
    private EntityManager entities;

    @Inject
    private Recipients recipients;

    @Inject
    private ConversationBook conversations;

    @Inject
    private StatusHistory history;

    @EJB
    private Outbox outbox;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /**
     * Keeps messages and has them sent once the transaction has committed.
     *
     * @param drafts that have passed every check, in the order in which they are to go out
     */
    void write(UUID workspaceId, List<Draft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        recipients.makeMissing(workspaceId, drafts);
        List<Message> messages = messages(workspaceId, drafts, clock.instant());
        keep(drafts, messages);
        keepMetadata(drafts);
        history.begin(workspaceId, messages.stream().map(DraftWriter::accepted).toList());
        dispatch(workspaceId, messages);
        log(workspaceId, drafts, messages);
    }

    private List<Message> messages(UUID workspaceId, List<Draft> drafts, Instant now) {
        List<MessagePlace> places = conversations.sendAll(
                workspaceId, drafts.stream().map(draft -> arriving(draft, now)).toList());
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            messages.add(message(drafts.get(i), places.get(i), now));
        }
        return messages;
    }

    private static ConversationBook.Arriving arriving(Draft draft, Instant now) {
        return new ConversationBook.Arriving(
                draft.recipient().conversationId(),
                new NewestMessage(
                        draft.messageId(),
                        now,
                        draft.body(),
                        MessageDirection.OUTBOUND,
                        draft.route().channel()));
    }

    private static Message message(Draft draft, MessagePlace place, Instant now) {
        Origin origin = draft.request().origin();
        Message message = Message.queued(
                        draft.messageId(),
                        place,
                        draft.route(),
                        draft.body(),
                        new Message.Authorship(origin.authorUserId(), origin.clientId()),
                        now)
                .planned(draft.plan());
        if (draft.route().channel() == ChannelType.SMS) {
            message.countSegments(Segments.of(draft.body()).segments());
        }
        return message;
    }

    private void keep(List<Draft> drafts, List<Message> messages) {
        Map<Message, List<MediaView>> withMedia = new LinkedHashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            withMedia.put(messages.get(i), drafts.get(i).media());
        }
        conversations.keepAll(withMedia);
    }

    private void keepMetadata(List<Draft> drafts) {
        List<Draft> described = drafts.stream()
                .filter(draft -> draft.request().metadataJson() != null)
                .toList();
        if (!described.isEmpty()) {
            Sql.on(entities)
                    .update(
                            "update message m set metadata = cast(n.metadata as jsonb)"
                                    + " from unnest(cast(? as uuid[]), cast(? as text[])) as n (id, metadata) where m.id = n.id",
                            described.stream().map(Draft::messageId).toList(),
                            described.stream()
                                    .map(draft -> draft.request().metadataJson())
                                    .toList());
        }
    }

    private static StatusHistory.News accepted(Message message) {
        return new StatusHistory.News(
                message.getId(), StatusNews.own(message.getStatus(), Optional.empty(), message.getCreatedAt()));
    }

    private void dispatch(UUID workspaceId, List<Message> messages) {
        Map<Share, List<Outbox.NewWork>> work = messages.stream()
                .collect(Collectors.groupingBy(
                        message -> Plans.share(message.getPlan()),
                        LinkedHashMap::new,
                        Collectors.mapping(DraftWriter::handover, Collectors.toList())));
        work.forEach((share, pieces) -> outbox.addAll(workspaceId, SendHandler.KIND, share, pieces));
    }

    private static Outbox.NewWork handover(Message message) {
        SendPlan plan = message.getPlan();
        return new Outbox.NewWork(
                message.getId(),
                Plans.orderKey(message.getId(), message.getConversationId(), plan),
                Plans.startsAt(plan, message.getCreatedAt()));
    }

    private void log(UUID workspaceId, List<Draft> drafts, List<Message> messages) {
        List<NewEvent> happened = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Message message = messages.get(i);
            if (drafts.get(i).recipient().contactCreated()) {
                happened.add(event(message, "contact.created", null, null));
            }
            if (drafts.get(i).recipient().conversationCreated()) {
                happened.add(event(message, "conversation.created", message.getConversationId(), null));
            }
            happened.add(event(message, "message.created", message.getConversationId(), message.getId()));
            happened.add(event(message, "conversation.updated", message.getConversationId(), null));
        }
        events.appendAll(workspaceId, happened);
    }

    private static NewEvent event(Message message, String type, UUID conversationId, UUID messageId) {
        return new NewEvent(type, conversationId, messageId, message.getContactId(), Map.of());
    }
}
