package io.fractal.conversations;

import io.fractal.contacts.Contact;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens conversations and gives out the places in them. Works in the caller's transaction; counters are changed by SQL arithmetic
 * only, so that no message and no unread mark is lost when several arrive at once.
 */
@ApplicationScoped
public class ConversationBook {

    private static final int PREVIEW_LENGTH = 160;

    @Inject
    private EntityManager entities;

    @Inject
    private Clock clock;

    /**
     * What was found or made.
     *
     * @param created whether the conversation is new
     */
    public record Entry(UUID conversationId, boolean created) {}

    /** The one conversation with a contact. */
    public Entry with(Contact contact) {
        Instant now = clock.instant();
        Sql sql = Sql.on(entities);
        Optional<UUID> created = sql.first(
                "insert into conversation (id, workspace_id, contact_id, state, created_at, updated_at)"
                        + " values (?, ?, ?, 'OPEN', ?, ?) on conflict (workspace_id, contact_id) do nothing returning id",
                row -> row.uuid("id"),
                Ids.next(),
                contact.getWorkspaceId(),
                contact.getId(),
                now,
                now);
        return created.map(id -> new Entry(id, true))
                .orElseGet(() -> new Entry(
                        find(contact.getWorkspaceId(), contact.getId()).orElseThrow(), false));
    }

    private Optional<UUID> find(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .first(
                        "select id from conversation where workspace_id = ? and contact_id = ?",
                        row -> row.uuid("id"),
                        workspaceId,
                        contactId);
    }

    /**
     * The next place, for a message that came in: unread by one more, back in sight if it had been closed or archived. Holds the
     * conversation until the transaction ends, so that places are given out in the order of their numbers.
     */
    public MessagePlace receive(UUID workspaceId, UUID conversationId, NewestMessage newest) {
        return place(
                "unread_count = unread_count + 1, state = 'OPEN', archived = false",
                workspaceId,
                conversationId,
                newest);
    }

    /** The next place, for a message on its way out. */
    public MessagePlace send(UUID workspaceId, UUID conversationId, NewestMessage newest) {
        return place("archived = false", workspaceId, conversationId, newest);
    }

    private MessagePlace place(String change, UUID workspaceId, UUID conversationId, NewestMessage newest) {
        return Sql.on(entities)
                .first(
                        "update conversation set message_count = message_count + 1, " + change
                                + ", last_message_id = ?, last_message_at = ?, last_message_preview = ?,"
                                + " last_message_direction = ?, last_channel_type = ?, updated_at = ?"
                                + " where workspace_id = ? and id = ? returning contact_id, message_count",
                        row -> new MessagePlace(
                                workspaceId, conversationId, row.uuid("contact_id"), row.number("message_count")),
                        newest.messageId(),
                        newest.at(),
                        preview(newest.body()),
                        newest.direction(),
                        newest.channel(),
                        newest.at(),
                        workspaceId,
                        conversationId)
                .orElseThrow(() -> new ConversationNotFoundException(conversationId));
    }

    /** Keeps a message and what is attached to it. */
    public void keep(Message message, List<MediaView> media) {
        entities.persist(message);
        // JPA does not know that one row needs the other.
        entities.flush();
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
