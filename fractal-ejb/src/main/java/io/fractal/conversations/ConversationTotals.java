package io.fractal.conversations;

import io.fractal.conversations.ConversationFilter.View;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/**
 * How many conversations and messages a workspace has, without counting them: triggers of the database write down by how many each
 * statement changes the numbers, in the statement's own transaction, and this adds that up.
 */
@Stateless
public class ConversationTotals {

    /** So few rows are not worth a change. */
    private static final int WORTH_ADDING_UP = 500;

    private static final String SUMS = "select coalesce(sum(n) filter (where shown), 0) as everything,"
            + " coalesce(sum(n) filter (where shown and unread), 0) as unread,"
            + " coalesce(sum(n) filter (where shown and assignee_id = cast(? as uuid)), 0) as mine,"
            + " coalesce(sum(n) filter (where shown and assignee_id is null), 0) as unassigned,"
            + " coalesce(sum(n) filter (where archived), 0) as archived,"
            + " coalesce(sum(n) filter (where snoozed), 0) as snoozed"
            + " from (select *, not archived and not snoozed as shown from conversation_count where workspace_id = ?) as c";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /**
     * How many conversations each view holds.
     *
     * @param userId whose view {@link View#MINE} is, or {@code null}
     */
    public Counts byView(UUID workspaceId, UUID userId) {
        return Sql.on(entities)
                .list(
                        SUMS,
                        row -> new Counts(
                                row.number("everything"),
                                row.number("unread"),
                                row.number("mine"),
                                row.number("unassigned"),
                                row.number("archived"),
                                row.number("snoozed")),
                        userId,
                        workspaceId)
                .get(0);
    }

    /** How many conversations one view holds. */
    public long of(UUID workspaceId, View view, UUID userId) {
        Counts counts = byView(workspaceId, userId);
        return switch (view) {
            case ALL -> counts.all();
            case UNREAD -> counts.unread();
            case UNASSIGNED -> counts.unassigned();
            case MINE -> counts.mine();
            case ARCHIVED -> counts.archived();
            case SNOOZED -> counts.snoozed();
        };
    }

    /**
     * How many messages a workspace has.
     *
     * @param direction only in this direction, or {@code null}
     * @param channelType only on this channel, or {@code null}
     */
    public long messages(UUID workspaceId, String direction, String channelType) {
        Criteria criteria = new Criteria()
                .and("workspace_id = ?", workspaceId)
                .andIfGiven("direction = ?", direction)
                .andIfGiven("channel_type = ?", channelType);
        return Sql.on(entities)
                .count("select coalesce(sum(n), 0) as n from message_count" + criteria.where(), criteria.with());
    }

    /**
     * Replaces the differences that have gathered by their sums. Whatever another node adds up at the same time is left to it.
     *
     * @return how many rows there are fewer
     */
    public int addUp() {
        return addUp("conversation_count", "workspace_id, archived, snoozed, unread, assignee_id")
                + addUp("message_count", "workspace_id, direction, channel_type");
    }

    private int addUp(String table, String key) {
        Sql sql = Sql.on(entities);
        if (sql.count("select count(*) as n from (select 1 from " + table + " limit " + WORTH_ADDING_UP
                        + ") as beginning")
                < WORTH_ADDING_UP) {
            return 0;
        }
        return (int)
                sql.count(
                        "with gone as (delete from " + table + " returning *), sums as (insert into " + table + " ("
                                + key + ", n) select " + key + ", sum(n) from gone group by " + key
                                + " having sum(n) <> 0 returning 1) select (select count(*) from gone) - (select count(*) from sums) as n");
    }
}
