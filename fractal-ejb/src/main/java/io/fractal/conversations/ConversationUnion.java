package io.fractal.conversations;

import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the conversations with two contacts one. Works in the caller's transaction. */
@ApplicationScoped
public class ConversationUnion {

    /**
     * Places are given out anew by time, but never against the order that a message had in its own conversation, whatever the clocks of
     * two nodes said. Negative at first, because no place may be taken twice even for a moment.
     */
    private static final String RENUMBER = """
            update message m set conversation_id = ?, contact_id = ?, sequence = -ordered.place
            from (
                select id, row_number() over (order by moment, conversation_id, sequence) as place
                from (
                    select id, conversation_id, sequence,
                        max(created_at) over (partition by conversation_id order by sequence) as moment
                    from message where conversation_id = any(cast(? as uuid[]))
                ) as timed
            ) as ordered
            where ordered.id = m.id""";

    private static final String UNITE = """
            update conversation s set
                unread_count = s.unread_count + o.unread_count,
                message_count = s.message_count + o.message_count,
                starred = s.starred or o.starred,
                tags = (select coalesce(array_agg(distinct tag), '{}') from unnest(s.tags || o.tags) as tag),
                archived = s.archived and o.archived,
                state = case when s.state = 'OPEN' or o.state = 'OPEN' then 'OPEN' else 'CLOSED' end,
                snoozed_until = case when s.snoozed_until is null or o.snoozed_until is null then null
                    else least(s.snoozed_until, o.snoozed_until) end,
                assignee_id = coalesce(s.assignee_id, o.assignee_id),
                last_message_id = n.last_message_id,
                last_message_at = n.last_message_at,
                last_message_preview = n.last_message_preview,
                last_message_direction = n.last_message_direction,
                last_channel_type = n.last_channel_type,
                updated_at = ?
            from conversation o, conversation n
            where s.id = ? and o.id = ? and n.id = (
                select c.id from conversation c where c.id in (s.id, o.id)
                order by c.last_message_at desc nulls last, c.id = s.id desc limit 1)""";

    @Inject
    private EntityManager entities;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /** Gives one contact the conversation of another, united with its own if it has one. Both contacts must be held. */
    void unite(UUID workspaceId, UUID survivor, UUID other) {
        Map<UUID, UUID> conversations = held(workspaceId, List.of(survivor, other));
        UUID kept = conversations.get(survivor);
        UUID added = conversations.get(other);
        if (added == null) {
            return;
        }
        if (kept == null) {
            handOver(added, survivor);
        } else {
            append(kept, added, survivor);
            log(workspaceId, "conversation.deleted", added, other, Map.of("mergedInto", kept.toString()));
        }
        log(workspaceId, "conversation.updated", kept == null ? added : kept, survivor, Map.of());
    }

    /** The conversations by contact; nobody gets a place in them until the transaction ends. */
    private Map<UUID, UUID> held(UUID workspaceId, List<UUID> contactIds) {
        Map<UUID, UUID> conversations = new HashMap<>();
        Sql.on(entities)
                .list(
                        "select id, contact_id from conversation where workspace_id = ? and contact_id = any(cast(? as uuid[]))"
                                + " order by id for update",
                        row -> conversations.put(row.uuid("contact_id"), row.uuid("id")),
                        workspaceId,
                        contactIds);
        return conversations;
    }

    private void handOver(UUID conversationId, UUID contactId) {
        Sql sql = Sql.on(entities);
        sql.update(
                "update conversation set contact_id = ?, updated_at = ? where id = ?",
                contactId,
                clock.instant(),
                conversationId);
        sql.update("update message set contact_id = ? where conversation_id = ?", contactId, conversationId);
    }

    private void append(UUID kept, UUID added, UUID contactId) {
        Sql sql = Sql.on(entities);
        sql.update(RENUMBER, kept, contactId, List.of(kept, added));
        sql.update("update message set sequence = -sequence where conversation_id = ? and sequence < 0", kept);
        sql.update(UNITE, clock.instant(), kept, added);
        // what still waits to be sent keeps its turn behind the other's
        sql.update(
                "update outbox set order_key = ? where order_key = ? and state in ('PENDING', 'CLAIMED')", kept, added);
        sql.update("delete from conversation where id = ?", added);
    }

    private void log(UUID workspaceId, String type, UUID conversationId, UUID contactId, Map<String, Object> data) {
        events.append(workspaceId, new NewEvent(type, conversationId, null, contactId, data));
    }
}
