package io.fractal.conversations;

import io.fractal.database.SearchText;
import io.fractal.database.Sql;
import java.util.UUID;

/**
 * The way to the newest messages with some words. Of common words the newest messages are walked through until there are enough; rare
 * ones are looked up in the index of words. PostgreSQL cannot know which is which of words and beginnings of words that it has never
 * seen, and guesses wrong by orders of magnitude, so the newest messages are asked first.
 *
 * @param share the share of the newest messages that have the words
 * @param common whether that is so much that the newest messages are to be walked through
 */
public record TextSearch(SearchText text, double share, boolean common) {

    private static final int ASKED = 1_000;
    private static final int ENOUGH = 30;

    /**
     * Finds out, and tells the planner for the rest of the transaction.
     *
     * @param workspaceId whose messages
     */
    public static TextSearch prepare(Sql sql, UUID workspaceId, SearchText text) {
        if (text.isEmpty()) {
            return new TextSearch(text, 0, false);
        }
        long having = sql.count(
                "select count(*) as n from (select document from message_search where workspace_id = ?"
                        + " order by created_at desc, message_id desc limit " + ASKED + ") as newest where document @@ "
                        + SearchText.MATCHING,
                workspaceId,
                text.query(),
                text.query(),
                text.query());
        boolean common = having >= ENOUGH;
        if (!common) {
            sql.list(
                    "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),"
                            + " set_config('enable_mergejoin', 'off', true),"
                            + " set_config('max_parallel_workers_per_gather', '0', true)",
                    row -> text);
        }
        return new TextSearch(text, (double) having / ASKED, common);
    }

    /** The order in which {@code message_search s} is read; an order that no index has keeps the planner from walking. */
    public String order(boolean newestFirst) {
        String time = common ? "s.created_at" : "s.created_at + interval '0'";
        return newestFirst ? " order by " + time + " desc, s.message_id desc" : " order by " + time + ", s.message_id";
    }
}
