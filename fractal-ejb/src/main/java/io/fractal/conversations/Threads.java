package io.fractal.conversations;

import io.fractal.conversations.ConversationFilter.View;
import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** The conversations of the inbox with contact and last message: one query for the rows, however many, and one for their number. */
@Stateless
public class Threads {

    private static final String LIST = "threads by newest message";

    private static final String BY_RECENCY = " order by coalesce(c.last_message_at, c.created_at) desc, c.id desc";

    private static final String COLUMNS =
            "select c.id, c.contact_id, p.name, a.address, m.body, c.last_message_at, c.last_channel_type, c.message_count,"
                    + " c.unread_count, c.created_at";

    private static final String JOINED =
            " join contact p on p.id = c.contact_id left join message m on m.id = c.last_message_id"
                    + " left join lateral (select address from contact_address where contact_id = c.contact_id"
                    + " and address like '+%' order by is_primary desc, created_at, id limit 1) as a on true";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private ConversationTotals totals;

    /**
     * The threads of the inbox, the one with the newest message first.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<ThreadView> list(UUID workspaceId, Paging paging) {
        Criteria criteria =
                new Criteria().and("c.workspace_id = ?", workspaceId).and("not c.archived and c.snoozed_until is null");
        paging.last(LIST)
                .ifPresent(last -> criteria.and(
                        "(coalesce(c.last_message_at, c.created_at), c.id) < (?, ?)", last.instant(0), last.uuid(1)));
        List<ThreadView> found = Sql.on(entities)
                .list(
                        COLUMNS + " from (select * from conversation c" + criteria.where() + BY_RECENCY
                                + " limit ? offset ?) as c" + JOINED + BY_RECENCY,
                        row -> new ThreadView(
                                row.uuid("id"),
                                row.uuid("contact_id"),
                                row.text("name"),
                                row.text("address"),
                                row.text("body"),
                                row.instant("last_message_at"),
                                row.text("last_channel_type"),
                                row.number("message_count"),
                                row.integer("unread_count"),
                                row.instant("created_at")),
                        criteria.with(paging.rows(), paging.offset()));
        long total = paging.total(() -> totals.of(workspaceId, View.ALL, null));
        return Page.of(found, paging, total, thread -> Cursor.of(LIST, thread.recency(), thread.id()));
    }
}
