package io.fractal.conversations;

import io.fractal.contacts.Contact;
import io.fractal.contacts.ContactMergedException;
import io.fractal.contacts.ContactNotFoundException;
import io.fractal.contacts.ContactRows;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Opens conversations and gives out the places in them. Works in the caller's transaction; counters are changed by SQL arithmetic
 * only, so that no message and no unread mark is lost when several arrive at once.
 */
@ApplicationScoped
public class ConversationBook {

    private static final int PREVIEW_LENGTH = 160;

    private static final String RECEIVE =
            "archived = false, unread_count = c.unread_count + n.count, state = 'OPEN', snoozed_until = null";
    private static final String SEND = "archived = false";

    private static final String PLACE = """
            update conversation c set message_count = c.message_count + n.count, %s, last_message_id = n.message_id,
                last_message_at = n.at, last_message_preview = n.preview, last_message_direction = ?,
                last_channel_type = n.channel, updated_at = n.at
            from unnest(cast(? as uuid[]), cast(? as int[]), cast(? as uuid[]), cast(? as timestamptz[]), cast(? as text[]),
                cast(? as text[])) as n (id, count, message_id, at, preview, channel)
            where c.workspace_id = ? and c.id = n.id
            returning c.id, c.contact_id, c.message_count""";

    @Inject
    private EntityManager entities;

    @Inject
    private ContactRows rows;

    @Inject
    private Clock clock;

    /**
     * What was found or made.
     *
     * @param created whether the conversation is new
     */
    public record Entry(UUID conversationId, boolean created) {}

    /** A message that is to get a place in a conversation. */
    public record Arriving(UUID conversationId, NewestMessage newest) {}

    /**
     * The one conversation with a contact.
     *
     * @throws ContactMergedException when the contact has become part of another meanwhile
     * @throws ContactNotFoundException when it was deleted meanwhile
     */
    public Entry with(Contact contact) {
        return with(contact.getWorkspaceId(), contact.getId());
    }

    /** {@link #with(Contact)} for a contact of this workspace. */
    public Entry with(UUID workspaceId, UUID contactId) {
        return find(workspaceId, contactId)
                .map(id -> new Entry(id, false))
                .or(() -> create(workspaceId, contactId).map(id -> new Entry(id, true)))
                // a rival was faster
                .orElseGet(() -> new Entry(find(workspaceId, contactId).orElseThrow(), false));
    }

    private Optional<UUID> create(UUID workspaceId, UUID contactId) {
        // whoever merges or deletes holds the contact as well: a conversation opened behind their back would belong to
        // nobody
        rows.hold(workspaceId, List.of(contactId));
        Instant now = clock.instant();
        return Sql.on(entities)
                .first(
                        "insert into conversation (id, workspace_id, contact_id, state, created_at, updated_at)"
                                + " values (?, ?, ?, 'OPEN', ?, ?) on conflict (workspace_id, contact_id) do nothing returning id",
                        row -> row.uuid("id"),
                        Ids.next(),
                        workspaceId,
                        contactId,
                        now,
                        now);
    }

    /**
     * The conversations with some contacts, by contact. They are held until the transaction ends, in one order, so that two callers
     * never wait for each other.
     */
    public Map<UUID, Entry> withAll(UUID workspaceId, Collection<UUID> contactIds) {
        Map<UUID, Entry> entries = new HashMap<>();
        hold(workspaceId, contactIds)
                .forEach((contactId, conversationId) -> entries.put(contactId, new Entry(conversationId, false)));
        contactIds.stream()
                .sorted()
                .forEach(contactId -> entries.computeIfAbsent(contactId, missing -> with(workspaceId, missing)));
        return entries;
    }

    /** {@link #withAll} without making any: the conversations that there are, by contact. */
    public Map<UUID, UUID> hold(UUID workspaceId, Collection<UUID> contactIds) {
        record Found(UUID contactId, UUID conversationId) {}
        return Sql.on(entities)
                .list(
                        "select id, contact_id from conversation where workspace_id = ? and contact_id = any(cast(? as uuid[]))"
                                + " order by id for no key update",
                        row -> new Found(row.uuid("contact_id"), row.uuid("id")),
                        workspaceId,
                        Set.copyOf(contactIds))
                .stream()
                .collect(Collectors.toMap(Found::contactId, Found::conversationId));
    }

    private Optional<UUID> find(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .first(
                        "select v.id from conversation v join contact c on c.id = v.contact_id"
                                + " where v.workspace_id = ? and v.contact_id = ? and c.deleted_at is null",
                        row -> row.uuid("id"),
                        workspaceId,
                        contactId);
    }

    /**
     * The next places, for messages that came in: unread by as many more, back in sight if it had been closed, archived or snoozed. Holds
     * the conversations until the transaction ends, so that places are given out in the order of their numbers.
     *
     * @param workspaceId whose conversations they are
     * @param messages the messages in the order in which they came, each with its conversation
     * @return a place for each message, in the same order
     * @throws ConversationNotFoundException when this workspace does not have one of the conversations
     */
    public List<MessagePlace> receiveAll(UUID workspaceId, List<Arriving> messages) {
        return placeAll(RECEIVE, MessageDirection.INBOUND, workspaceId, messages);
    }

    /** {@link #receiveAll} for messages on their way out, which leave nothing unread. */
    public List<MessagePlace> sendAll(UUID workspaceId, List<Arriving> messages) {
        return placeAll(SEND, MessageDirection.OUTBOUND, workspaceId, messages);
    }

    private List<MessagePlace> placeAll(
            String change, MessageDirection direction, UUID workspaceId, List<Arriving> messages) {
        Map<UUID, List<NewestMessage>> byConversation = messages.stream()
                .collect(Collectors.groupingBy(
                        Arriving::conversationId,
                        LinkedHashMap::new,
                        Collectors.mapping(Arriving::newest, Collectors.toList())));
        Map<UUID, Iterator<MessagePlace>> places = new HashMap<>();
        count(PLACE.formatted(change), direction, workspaceId, byConversation)
                .forEach(last -> places.put(
                        last.conversationId(),
                        upTo(last, byConversation.get(last.conversationId()).size())));
        return messages.stream()
                .map(message -> Optional.ofNullable(places.get(message.conversationId()))
                        .orElseThrow(() -> new ConversationNotFoundException(message.conversationId()))
                        .next())
                .toList();
    }

    /** The last place that each conversation has given out now. */
    private List<MessagePlace> count(
            String statement,
            MessageDirection direction,
            UUID workspaceId,
            Map<UUID, List<NewestMessage>> byConversation) {
        List<NewestMessage> newest = byConversation.values().stream()
                .map(messages -> messages.get(messages.size() - 1))
                .toList();
        return Sql.on(entities)
                .list(
                        statement,
                        row -> new MessagePlace(
                                workspaceId, row.uuid("id"), row.uuid("contact_id"), row.number("message_count")),
                        direction,
                        byConversation.keySet(),
                        byConversation.values().stream().map(List::size).toList(),
                        newest.stream().map(NewestMessage::messageId).toList(),
                        newest.stream().map(message -> message.at().toString()).toList(),
                        newest.stream().map(message -> preview(message.body())).toList(),
                        newest.stream().map(message -> message.channel().name()).toList(),
                        workspaceId);
    }

    private static Iterator<MessagePlace> upTo(MessagePlace last, int count) {
        return LongStream.rangeClosed(last.sequence() - count + 1, last.sequence())
                .mapToObj(sequence ->
                        new MessagePlace(last.workspaceId(), last.conversationId(), last.contactId(), sequence))
                .iterator();
    }

    /** Keeps messages, each with what is attached to it. What is to change in one afterwards is read from the database first. */
    public void keepAll(Map<Message, List<MediaView>> messages) {
        MessageInsert.run(Sql.on(entities), messages.keySet());
        messages.forEach(this::attach);
    }

    private void attach(Message message, List<MediaView> media) {
        for (int position = 0; position < media.size(); position++) {
            entities.persist(new Attachment(Ids.next(), message, position, media.get(position)));
        }
    }

    /** The beginning of a text on one line; {@code null} for a message without text. */
    static String preview(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return null;
        }
        return line.codePointCount(0, line.length()) <= PREVIEW_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, PREVIEW_LENGTH - 1)) + "…";
    }
}
