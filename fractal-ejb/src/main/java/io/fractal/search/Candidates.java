package io.fractal.search;

import io.fractal.contacts.ContactMatch;
import io.fractal.conversations.TextSearch;
import io.fractal.database.SearchText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A query for what may be shown of a search: of each kind the newest that fit, with their rank. */
final class Candidates {

    /** The columns, whichever kinds there are. */
    static final String AS_FOUND = " as found (type, id, conversation_id, contact_id, name, content, rank, at)";

    private static final String TSQUERY_RANK = "cast(ts_rank(%s, %s) as float8)";

    private final UUID workspaceId;
    private final TextSearch search;
    private final SearchText text;
    private final Instant asOf;
    private final List<String> queries = new ArrayList<>();
    private final Arguments arguments = new Arguments();

    /**
     * @param asOf only what was there then
     */
    Candidates(UUID workspaceId, TextSearch search, Instant asOf) {
        this.workspaceId = workspaceId;
        this.search = search;
        this.text = search.text();
        this.asOf = asOf;
    }

    void messages() {
        queries.add("select 'MESSAGES', m.id, m.conversation_id, m.contact_id, p.name, m.body,"
                + " n.rank, m.created_at from (select s.message_id, "
                + TSQUERY_RANK.formatted("s.document", SearchText.MATCHING)
                + " as rank from message_search s where s.workspace_id = ? and s.document @@ " + SearchText.MATCHING
                + " and s.created_at <= ?" + search.order(true) + " limit " + Search.LOOKED_AT
                + ") as n join message m on m.id = n.message_id join contact p on p.id = m.contact_id");
        arguments
                .add(text.query(), text.query(), text.query(), workspaceId)
                .add(text.query(), text.query(), text.query(), asOf);
    }

    void contacts(ContactMatch match) {
        queries.add("select 'CONTACTS', p.id, c.id, p.id, p.name, p.content, p.rank, p.created_at from (select p.*, "
                + content() + " as content, " + nameRank()
                + " as rank from contact p where p.workspace_id = ? and p.id in ("
                + match.query() + ") and p.created_at <= ? order by p.created_at desc, p.id desc limit "
                + Search.LOOKED_AT
                + ") as p left join conversation c on c.contact_id = p.id and c.workspace_id = p.workspace_id");
        arguments
                .add(text.query(), workspaceId)
                .add(match.arguments().toArray())
                .add(asOf);
    }

    void conversations(ContactMatch match) {
        queries.add("select 'CONVERSATIONS', c.id, c.id, p.id, p.name, " + content() + ", " + nameRank()
                + ", coalesce(c.last_message_at, c.created_at) from (select * from conversation c where c.workspace_id = ?"
                + " and c.contact_id in (" + match.query() + ") and c.created_at <= ?"
                + " order by coalesce(c.last_message_at, c.created_at) desc, c.id desc limit " + Search.LOOKED_AT
                + ") as c join contact p on p.id = c.contact_id");
        arguments
                .add(text.query(), workspaceId)
                .add(match.arguments().toArray())
                .add(asOf);
    }

    /** What is shown of somebody: the name, and how to reach them. */
    private static String content() {
        return "concat_ws(' · ', p.name, p.email, (select string_agg(distinct a.address, ' · ') from contact_address a"
                + " where a.contact_id = p.id))";
    }

    /** A name that fits counts as much as a text that fits well; a number that fits is what was looked for. */
    private static String nameRank() {
        return "cast(case when searchable_name(p.name, p.email) @@ to_tsquery('simple', ?) then 0.9 else 1 end as float8)";
    }

    String query() {
        return String.join(" union all ", queries);
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}
