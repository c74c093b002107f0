package io.fractal.conversations;

import io.fractal.channels.PhoneNumbers;
import io.fractal.contacts.AddressView;
import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.SearchText;
import io.fractal.database.Sql;
import io.fractal.database.Total;
import io.fractal.database.Totals;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The conversations of a workspace, as lists and one by one. */
@Stateless
public class Conversations {

    private static final String COLUMNS =
            "select c.id, c.contact_id, p.name as contact_name, c.state, c.unread_count, c.starred, c.archived, c.snoozed_until,"
                    + " c.assignee_id, c.tags, c.last_channel_type, c.last_message_id, c.last_message_preview,"
                    + " c.last_message_direction, m.status as last_status, c.last_message_at, c.created_at, c.updated_at";

    private static final String JOINED =
            " join contact p on p.id = c.contact_id left join message m on m.id = c.last_message_id";

    private static final String LIST = "conversations by newest message";

    private static final String BY_RECENCY = " order by coalesce(c.last_message_at, c.created_at) desc, c.id desc";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private ReplyOptions replyOptions;

    @EJB
    private ConversationTotals totals;

    @EJB
    private MessageIndex index;

    @EJB
    private Workspaces workspaces;

    /**
     * The conversations that a filter lets through, the one with the newest message first.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<ConversationSummary> list(UUID workspaceId, ConversationFilter filter, Paging paging) {
        TextSearch search = filter.isSearch() ? search(workspaceId, filter.text()) : null;
        Sql sql = Sql.on(entities);
        Criteria criteria = ConversationCriteria.of(workspaceId, filter, search, countryCode(workspaceId));
        Total total = paging.reckoned(() -> filter.isWholeView()
                ? Total.exactly(totals.of(workspaceId, filter.view(), filter.callerUserId()))
                : total(sql, filter, criteria));
        paging.last(LIST)
                .ifPresent(last -> criteria.and(
                        "(coalesce(c.last_message_at, c.created_at), c.id) < (?, ?)", last.instant(0), last.uuid(1)));
        List<ConversationSummary> found = sql.list(
                COLUMNS + " from (select * from conversation c" + criteria.where() + BY_RECENCY
                        + " limit ? offset ?) as c" + JOINED + BY_RECENCY,
                Conversations::summary,
                criteria.with(paging.rows(), paging.offset()));
        return Page.of(
                found, paging, total, conversation -> Cursor.of(LIST, conversation.recency(), conversation.id()));
    }

    private TextSearch search(UUID workspaceId, String text) {
        index.catchUp();
        return TextSearch.prepare(Sql.on(entities), workspaceId, SearchText.of(text));
    }

    /** A search is counted in full: it looks at so many of the newest only. */
    private static Total total(Sql sql, ConversationFilter filter, Criteria criteria) {
        String from = " from conversation c" + criteria.where();
        return filter.isSearch()
                ? Total.exactly(sql.count("select count(*) as n" + from, criteria.with()))
                : Totals.of(sql, from, criteria.with());
    }

    private String countryCode(UUID workspaceId) {
        return workspaces
                .find(workspaceId)
                .map(workspace -> PhoneNumbers.countryCode(workspace.getDefaultRegion()))
                .orElse("");
    }

    /** One conversation; empty when this workspace has none of that id. */
    public Optional<ConversationDetail> find(UUID workspaceId, UUID conversationId) {
        return findAll(workspaceId, List.of(conversationId)).stream()
                .findFirst()
                .map(summary -> detail(workspaceId, summary));
    }

    /** Several conversations, in no particular order; those that this workspace does not have are left out. */
    public List<ConversationSummary> findAll(UUID workspaceId, Collection<UUID> conversationIds) {
        return Sql.on(entities)
                .list(
                        COLUMNS + " from conversation c" + JOINED
                                + " where c.workspace_id = ? and c.id = any(cast(? as uuid[]))",
                        Conversations::summary,
                        workspaceId,
                        conversationIds);
    }

    /** How many conversations each view holds; {@code userId} may be {@code null}, to whom nothing is assigned. */
    public Counts counts(UUID workspaceId, UUID userId) {
        return totals.byView(workspaceId, userId);
    }

    private ConversationDetail detail(UUID workspaceId, ConversationSummary summary) {
        Sql sql = Sql.on(entities);
        List<AddressView> addresses = sql.list(
                "select channel_type, address, is_primary from contact_address where workspace_id = ? and contact_id = ?"
                        + " order by is_primary desc, created_at, id",
                row -> new AddressView(row.text("channel_type"), row.text("address"), row.flag("is_primary")),
                workspaceId,
                summary.contactId());
        return sql.first(
                        "select email, tags from contact where workspace_id = ? and id = ?",
                        row -> new ConversationDetail(
                                summary,
                                row.text("email"),
                                row.texts("tags"),
                                addresses,
                                replyOptions.of(workspaceId, summary, addresses)),
                        workspaceId,
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
                row.instant("snoozed_until"),
                row.uuid("assignee_id"),
                row.texts("tags"),
                row.text("last_channel_type"),
                row.uuid("last_message_id"),
                row.text("last_message_preview"),
                row.text("last_message_direction"),
                row.text("last_status"),
                row.instant("last_message_at"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
