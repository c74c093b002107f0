package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.conversations.ConversationBook;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessagePlace;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.tracking.StatusHistory;
import io.fractal.tracking.StatusNews;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Writes received messages with all that belongs to them: a few statements for a whole batch. Works in the caller's transaction, which
 * must hold the addresses of the messages' writers.
 */
@ApplicationScoped
public class InboundWriter {

    @Inject
    private Homes homes;

    @Inject
    private ConversationBook conversations;

    @Inject
    private StatusHistory history;

    @EJB
    private EventLog events;

    @Inject
    private InboundReactions reactions;

    /**
     * Keeps messages that nobody has kept before.
     *
     * @param account the account they came by
     * @param arrivals in the order in which they came
     */
    void keep(AccountRef account, List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return;
        }
        List<Home> belonging = homes.of(account.workspaceId(), arrivals);
        List<ReceivedMessage> received = place(account, arrivals, belonging);
        write(received);
        log(account.workspaceId(), received, belonging);
        reactions.received(received);
    }

    private List<ReceivedMessage> place(AccountRef account, List<Arrival> arrivals, List<Home> belonging) {
        List<MessagePlace> places = conversations.receiveAll(
                account.workspaceId(),
                IntStream.range(0, arrivals.size())
                        .mapToObj(i -> new ConversationBook.Arriving(
                                belonging.get(i).conversationId(),
                                arrivals.get(i).newest()))
                        .toList());
        return IntStream.range(0, arrivals.size())
                .mapToObj(i -> arrivals.get(i).at(account, places.get(i)))
                .toList();
    }

    private void write(List<ReceivedMessage> received) {
        Map<Message, List<MediaView>> messages = new LinkedHashMap<>();
        received.forEach(each -> messages.put(message(each), media(each.inbound())));
        conversations.keepAll(messages);
        history.begin(
                received.get(0).workspaceId(),
                received.stream()
                        .map(each -> new StatusHistory.News(
                                each.messageId(),
                                StatusNews.received(each.inbound().rawPayload(), each.receivedAt())))
                        .toList());
    }

    private static Message message(ReceivedMessage received) {
        return Message.received(
                received.messageId(),
                received.place(),
                received.route(),
                received.inbound().providerMessageId(),
                received.inbound().readableBody(),
                received.receivedAt());
    }

    private static List<MediaView> media(InboundMessage received) {
        return received.media().stream()
                .map(media -> MediaView.pending(media.url(), media.contentType()))
                .toList();
    }

    private void log(UUID workspaceId, List<ReceivedMessage> received, List<Home> belonging) {
        List<NewEvent> happened = new ArrayList<>();
        for (int i = 0; i < received.size(); i++) {
            ReceivedMessage message = received.get(i);
            if (belonging.get(i).contactCreated()) {
                happened.add(event("contact.created", message, null, null));
            }
            if (belonging.get(i).conversationCreated()) {
                happened.add(event("conversation.created", message, message.conversationId(), null));
            }
            happened.add(event("message.received", message, message.conversationId(), message.messageId()));
        }
        events.appendAll(workspaceId, happened);
    }

    private static NewEvent event(String type, ReceivedMessage message, UUID conversationId, UUID messageId) {
        return new NewEvent(
                type,
                conversationId,
                messageId,
                message.contactId(),
                Map.of("channelType", message.channel().name()));
    }
}
