package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.Addresses;
import io.fractal.channels.SenderRef;
import io.fractal.channels.Senders;
import io.fractal.contacts.ContactBook;
import io.fractal.contacts.ReachedAt;
import io.fractal.conversations.ConversationBook;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessagePlace;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.NewestMessage;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.tenancy.Workspaces;
import io.fractal.tracking.StatusHistory;
import io.fractal.tracking.StatusNews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes a received message in: once, however often it is handed over. Works in the caller's transaction. */
@ApplicationScoped
public class InboundMessages {

    @Inject
    private EntityManager entities;

    @Inject
    private Workspaces workspaces;

    @Inject
    private Senders senders;

    @Inject
    private ContactBook contacts;

    @Inject
    private ConversationBook conversations;

    @Inject
    private StatusHistory history;

    @Inject
    private ParkedMessages parked;

    @Inject
    private EventLog events;

    @Inject
    private InboundReactions reactions;

    @Inject
    private Clock clock;

    /**
     * Keeps a message in the conversation with its writer, or parks it when it was written to an address that is not ours.
     *
     * @param account the account that the message came by
     */
    public void take(AccountRef account, InboundMessage message) {
        String region = workspaces
                .find(account.workspaceId())
                .orElseThrow(() -> new UnknownAccountException(account.provider()))
                .getDefaultRegion();
        String to = Addresses.received(message.channel(), message.to(), region);
        ReachedAt writer =
                new ReachedAt(message.channel(), Addresses.received(message.channel(), message.from(), region));
        // The lock first, the look second: a repetition of this webhook waits here until the first has been committed.
        contacts.lock(account.workspaceId(), writer);
        if (isKnown(account, message)) {
            return;
        }
        Optional<SenderRef> sender = senders.forAddress(account.id(), message.channel(), to);
        if (sender.isEmpty()) {
            parked.park(account, message, writer.address(), to);
            return;
        }
        keep(account, message, sender.get(), writer);
    }

    private boolean isKnown(AccountRef account, InboundMessage message) {
        return Sql.on(entities)
                        .count(
                                "select count(*) as n from message where provider_account_id = ? and provider_message_id = ?",
                                account.id(),
                                message.providerMessageId())
                > 0;
    }

    private void keep(AccountRef account, InboundMessage received, SenderRef sender, ReachedAt writer) {
        UUID workspaceId = account.workspaceId();
        Instant now = clock.instant();
        ContactBook.Entry contact = contacts.at(workspaceId, writer, received.profileName(), true);
        ConversationBook.Entry conversation = conversations.with(contact.contact());
        UUID id = Ids.next();
        MessagePlace place = conversations.receive(
                workspaceId,
                conversation.conversationId(),
                new NewestMessage(id, now, received.readableBody(), MessageDirection.INBOUND, received.channel()));
        MessageRoute route = new MessageRoute(
                received.channel(), account.provider(), account.id(), sender.id(), writer.address(), sender.address());
        Message message =
                Message.received(id, place, route, received.providerMessageId(), received.readableBody(), now);
        conversations.keep(message, media(received));
        history.append(message, StatusNews.received(received.rawPayload(), now));
        log(message, contact.created(), conversation.created());
        reactions.received(List.of(new ReceivedMessage(id, place, route, received, now)));
    }

    private static List<MediaView> media(InboundMessage received) {
        return received.media().stream()
                .map(media -> new MediaView(media.url(), media.contentType()))
                .toList();
    }

    private void log(Message message, boolean contactCreated, boolean conversationCreated) {
        if (contactCreated) {
            log(message, "contact.created");
        }
        if (conversationCreated) {
            log(message, "conversation.created");
        }
        log(message, "message.received");
    }

    private void log(Message message, String type) {
        boolean ofMessage = type.startsWith("message.");
        boolean ofContact = type.startsWith("contact.");
        events.append(
                message.getWorkspaceId(),
                new NewEvent(
                        type,
                        ofContact ? null : message.getConversationId(),
                        ofMessage ? message.getId() : null,
                        message.getContactId(),
                        Map.of("channelType", message.getRoute().channel().name())));
    }
}
