package io.fractal.demo;

import io.fractal.channels.AccountRef;
import io.fractal.channels.SenderRef;
import io.fractal.contacts.Contact;
import io.fractal.contacts.ContactAddress;
import io.fractal.contacts.ReachedAt;
import io.fractal.conversations.ConversationBook;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessagePlace;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.NewestMessage;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.sending.DeliveryAttempt;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.tracking.StatusHistory;
import io.fractal.tracking.StatusNews;
import io.fractal.tracking.StatusReducer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes a person of the demo with everything that was written, through the product's own entities. Works in the caller's transaction. */
@ApplicationScoped
public class DemoWriter {

    @Inject
    private EntityManager entities;

    @Inject
    private ConversationBook conversations;

    @Inject
    private StatusHistory history;

    /**
     * Where and as whom the demo is written.
     *
     * @param senders our sender on each channel
     * @param author who wrote our messages, or {@code null}
     * @param start what the ages of messages are counted back from
     */
    record Setting(AccountRef account, Map<ChannelType, SenderRef> senders, UUID author, Instant start) {}

    /** Writes one person. */
    void write(Setting setting, DemoPerson person) {
        Contact contact = contact(setting, person);
        UUID conversationId = conversations.with(contact).conversationId();
        for (int number = 0; number < person.messages().size(); number++) {
            DemoMessage message = person.messages().get(number);
            String sid = sid(person, number);
            if (message.direction() == MessageDirection.INBOUND) {
                receive(setting, person, conversationId, message, sid);
            } else {
                send(setting, person, conversationId, message, sid);
            }
        }
        settle(setting, conversationId, person);
    }

    private Contact contact(Setting setting, DemoPerson person) {
        Instant known = at(setting, person.messages().get(0));
        Contact contact = new Contact(Ids.next(), setting.account().workspaceId(), person.name(), known);
        contact.speaks(person.locale(), known);
        entities.persist(contact);
        entities.flush();
        List<ChannelType> channels =
                person.messages().stream().map(DemoMessage::channel).distinct().toList();
        for (ChannelType channel : channels) {
            ReachedAt reachedAt = new ReachedAt(channel, person.number());
            entities.persist(
                    new ContactAddress(Ids.next(), contact, reachedAt, true, channel == channels.get(0), known));
        }
        Sql.on(entities).update("update contact set tags = ? where id = ?", person.tags(), contact.getId());
        return contact;
    }

    private void receive(Setting setting, DemoPerson person, UUID conversationId, DemoMessage written, String sid) {
        Instant at = at(setting, written);
        SenderRef sender = setting.senders().get(written.channel());
        MessageRoute route = route(setting, written.channel(), person.number(), sender.address());
        UUID id = Ids.next();
        NewestMessage newest = new NewestMessage(id, at, written.text(), MessageDirection.INBOUND, written.channel());
        MessagePlace place = conversations
                .receiveAll(
                        setting.account().workspaceId(), List.of(new ConversationBook.Arriving(conversationId, newest)))
                .get(0);
        Message message = Message.received(id, place, route, sid, written.text(), at);
        message.countSegments(1);
        conversations.keepAll(Map.of(message, List.of()));
        Map<String, String> payload =
                new DemoPayloads(setting.account().accountId()).incoming(sid, route, person.name(), written.text());
        history.append(message, StatusNews.received(payload, at));
    }

    private void send(Setting setting, DemoPerson person, UUID conversationId, DemoMessage written, String sid) {
        Instant at = at(setting, written);
        SenderRef sender = setting.senders().get(written.channel());
        MessageRoute route = route(setting, written.channel(), sender.address(), person.number());
        UUID id = Ids.next();
        NewestMessage newest = new NewestMessage(id, at, written.text(), MessageDirection.OUTBOUND, written.channel());
        MessagePlace place = conversations
                .sendAll(
                        setting.account().workspaceId(), List.of(new ConversationBook.Arriving(conversationId, newest)))
                .get(0);
        conversations.keepAll(Map.of(
                Message.queued(id, place, route, written.text(), new Message.Authorship(setting.author(), null), at),
                List.of()));
        Message message = entities.find(Message.class, id);
        DeliveryAttempt attempt = new DeliveryAttempt(Ids.next(), message, 1, at);
        attempt.took(sid, at.plus(DemoCourse.TAKEN_AFTER));
        entities.persist(attempt);
        new DemoCourse(new DemoPayloads(setting.account().accountId()))
                .of(written, sid, route, at)
                .forEach(news -> history.append(message, news));
        message.takenAs(sid, at);
        message.stands(StatusReducer.of(history.of(id)), at);
        bill(message, written, at);
    }

    private static void bill(Message message, DemoMessage written, Instant at) {
        int segments = written.channel() == ChannelType.SMS ? DemoPrices.segments(written.text()) : 1;
        message.countSegments(segments);
        if (written.status() == DeliveryStatus.DELIVERED || written.status() == DeliveryStatus.READ) {
            BigDecimal price =
                    DemoPrices.of(written.channel(), message.getRoute().to(), segments);
            message.costs(price, "USD", at);
        }
    }

    /**
     * Only the messages marked so are unread, and the conversation is as old as its first message. What has been read is looked after
     * by somebody, what is new by nobody yet.
     */
    private void settle(Setting setting, UUID conversationId, DemoPerson person) {
        long unread = person.messages().stream().filter(DemoMessage::unread).count();
        Sql.on(entities)
                .update(
                        "update conversation set unread_count = ?, assignee_id = cast(? as uuid), created_at ="
                                + " (select min(created_at) from message where conversation_id = ?) where id = ?",
                        (int) unread,
                        unread == 0 ? setting.author() : null,
                        conversationId,
                        conversationId);
    }

    private static MessageRoute route(Setting setting, ChannelType channel, String from, String to) {
        SenderRef sender = setting.senders().get(channel);
        return new MessageRoute(
                channel, setting.account().provider(), setting.account().id(), sender.id(), from, to);
    }

    private static Instant at(Setting setting, DemoMessage message) {
        return setting.start().minus(message.age());
    }

    /** Always the same for the same message, and in the form of a SID. */
    private static String sid(DemoPerson person, int number) {
        UUID name = UUID.nameUUIDFromBytes((person.number() + "/" + number).getBytes(StandardCharsets.UTF_8));
        return "SM" + name.toString().replace("-", "");
    }
}
