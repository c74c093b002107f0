package io.fractal.conversations;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.AddressView;
import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The conversations of a workspace, as lists and one by one. */
@Stateless
public class Conversations {

    private static final String SUMMARY =
            "select c.id, c.contact_id, p.name as contact_name, c.state, c.unread_count, c.starred, c.archived, c.assignee_id,"
                    + " c.last_channel_type, c.last_message_preview, c.last_message_direction, m.status as last_status,"
                    + " c.last_message_at, c.created_at, c.updated_at"
                    + " from conversation c join contact p on p.id = c.contact_id"
                    + " left join message m on m.id = c.last_message_id";

    private static final String LIST = "conversations by newest message";

    private static final String BY_RECENCY = " order by c.last_message_at desc nulls last, c.id desc";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private ReplyOptions replyOptions;

    @Inject
    private EventLog events;

    @Inject
    private Clock clock;

    /**
     * The conversations of a view, the one with the newest message first, those without any last.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<ConversationSummary> list(UUID workspaceId, ConversationFilter filter, Paging paging) {
        Criteria criteria = ConversationCriteria.of(workspaceId, filter);
        long total = paging.total(() -> Sql.on(entities)
                .count(
                        "select count(*) as n from conversation c join contact p on p.id = c.contact_id"
                                + criteria.where(),
                        criteria.with()));
        List<ConversationSummary> found = paging.last(LIST)
                .map(last -> after(last, workspaceId, filter, paging.rows()))
                .orElseGet(() -> read(criteria, paging.rows(), paging.offset()));
        return Page.of(
                found, paging, total, conversation -> Cursor.of(LIST, conversation.lastMessageAt(), conversation.id()));
    }

    /** In two steps, so that both can use the index: a comparison finds nothing where there is no newest message. */
    private List<ConversationSummary> after(Cursor last, UUID workspaceId, ConversationFilter filter, int rows) {
        Criteria empty = ConversationCriteria.of(workspaceId, filter).and("c.last_message_at is null");
        if (last.isNull(0)) {
            return read(empty.and("c.id < ?", last.uuid(1)), rows, 0);
        }
        Criteria older = ConversationCriteria.of(workspaceId, filter)
                .and("(c.last_message_at, c.id) < (?, ?)", last.instant(0), last.uuid(1));
        List<ConversationSummary> found = read(older, rows, 0);
        return found.size() == rows
                ? found
                : Stream.concat(found.stream(), read(empty, rows - found.size(), 0).stream())
                        .toList();
    }

    private List<ConversationSummary> read(Criteria criteria, int rows, long offset) {
        return Sql.on(entities)
                .list(
                        SUMMARY + criteria.where() + BY_RECENCY + " limit ? offset ?",
                        Conversations::summary,
                        criteria.with(rows, offset));
    }

    /** One conversation; empty when this workspace has none of that id. */
    public Optional<ConversationDetail> find(UUID workspaceId, UUID conversationId) {
        return findAll(workspaceId, List.of(conversationId)).stream()
                .findFirst()
                .map(this::detail);
    }

    /** Several conversations, in no particular order; those that this workspace does not have are left out. */
    public List<ConversationSummary> findAll(UUID workspaceId, Collection<UUID> conversationIds) {
        return Sql.on(entities)
                .list(
                        SUMMARY + " where c.workspace_id = ? and c.id = any(cast(? as uuid[]))",
                        Conversations::summary,
                        workspaceId,
                        conversationIds);
    }

    /**
     * Everything received so far has been read. Tells the event log only when there was something unread.
     *
     * @param callerUserId who read it, or {@code null} for an API key
     * @throws ConversationNotFoundException when this workspace has none of that id
     */
    public ConversationSummary markRead(UUID workspaceId, UUID conversationId, UUID callerUserId) {
        Optional<UUID> contactId = Sql.on(entities)
                .first(
                        "update conversation set unread_count = 0, updated_at = ?"
                                + " where workspace_id = ? and id = ? and unread_count > 0 returning contact_id",
                        row -> row.uuid("contact_id"),
                        clock.instant(),
                        workspaceId,
                        conversationId);
        contactId.ifPresent(contact -> events.append(
                workspaceId,
                new NewEvent(
                        "conversation.updated",
                        conversationId,
                        null,
                        contact,
                        callerUserId == null ? Map.of() : Map.of("readBy", callerUserId.toString()))));
        return existing(workspaceId, conversationId);
    }

    /**
     * Gives a conversation to somebody to look after, or to nobody. Tells the event log only when that changes something.
     *
     * @param assigneeId a member of the workspace, or {@code null} for nobody
     * @throws ConversationNotFoundException when this workspace has none of that id
     * @throws InvalidRequestException when the assignee is not a member of this workspace
     */
    public ConversationSummary assign(UUID workspaceId, UUID conversationId, UUID assigneeId) {
        requireMember(workspaceId, assigneeId);
        Sql.on(entities)
                .first(
                        "update conversation set assignee_id = cast(? as uuid), updated_at = ? where workspace_id = ?"
                                + " and id = ? and assignee_id is distinct from cast(? as uuid) returning contact_id",
                        row -> row.uuid("contact_id"),
                        assigneeId,
                        clock.instant(),
                        workspaceId,
                        conversationId,
                        assigneeId)
                .ifPresent(contact -> events.append(
                        workspaceId, new NewEvent("conversation.updated", conversationId, null, contact, Map.of())));
        return existing(workspaceId, conversationId);
    }

    private void requireMember(UUID workspaceId, UUID userId) {
        if (userId != null
                && Sql.on(entities)
                        .first(
                                "select user_id from membership where workspace_id = ? and user_id = ?",
                                row -> row.uuid("user_id"),
                                workspaceId,
                                userId)
                        .isEmpty()) {
            throw new InvalidRequestException(
                    List.of(new FieldError("assigneeId", "NOT_A_MEMBER", "is not a member of this workspace")));
        }
    }

    private ConversationSummary existing(UUID workspaceId, UUID conversationId) {
        return findAll(workspaceId, List.of(conversationId)).stream()
                .findFirst()
                .orElseThrow(() -> new ConversationNotFoundException(conversationId));
    }

    /** How many conversations each view holds; {@code userId} may be {@code null}, to whom nothing is assigned. */
    public Counts counts(UUID workspaceId, UUID userId) {
        return Sql.on(entities)
                .list(
                        "select count(*) as everything, count(*) filter (where unread_count > 0) as unread,"
                                + " count(*) filter (where assignee_id = cast(? as uuid)) as mine,"
                                + " count(*) filter (where assignee_id is null) as unassigned"
                                + " from conversation where workspace_id = ? and not archived",
                        row -> new Counts(
                                row.number("everything"),
                                row.number("unread"),
                                row.number("mine"),
                                row.number("unassigned")),
                        userId,
                        workspaceId)
                .get(0);
    }

    private ConversationDetail detail(ConversationSummary summary) {
        Sql sql = Sql.on(entities);
        List<AddressView> addresses = sql.list(
                "select channel_type, address, is_primary from contact_address where contact_id = ?"
                        + " order by is_primary desc, created_at, id",
                row -> new AddressView(row.text("channel_type"), row.text("address"), row.flag("is_primary")),
                summary.contactId());
        return sql.first(
                        "select workspace_id, email, tags from contact where id = ?",
                        row -> new ConversationDetail(
                                summary,
                                row.text("email"),
                                row.texts("tags"),
                                addresses,
                                replyOptions.of(row.uuid("workspace_id"), summary, addresses)),
                        summary.contactId())
                .orElseThrow(() -> new ConversationNotFoundException(summary.id()));
    }

    private static ConversationSummary summary(Row row) throws SQLException {
        return new ConversationSummary(
                row.uuid("id"),
                row.uuid("contact_id"),
                row.text("contact_name"),
                row.text("state"),
                row.integer("unread_count"),
                row.flag("starred"),
                row.flag("archived"),
                row.uuid("assignee_id"),
                row.text("last_channel_type"),
                row.text("last_message_preview"),
                row.text("last_message_direction"),
                row.text("last_status"),
                row.instant("last_message_at"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
