package io.fractal.search;

import io.fractal.channels.PhoneNumbers;
import io.fractal.contacts.ContactMatch;
import io.fractal.conversations.MessageIndex;
import io.fractal.conversations.TextSearch;
import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.SearchText;
import io.fractal.database.Sql;
import io.fractal.database.Total;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One search over messages, contacts and conversations. Of each kind the newest {@value #LOOKED_AT} that fit are ranked; whoever looks
 * for something older says more of it. A cursor goes on in what there was when the search began.
 */
@Stateless
public class Search {

    /** So many of each kind are ranked. */
    static final int LOOKED_AT = 1_000;

    private static final String LIST = "search hits";

    private static final String FOUND =
            "select type, id, conversation_id, contact_id, name, content, rank, at from (%s)" + Candidates.AS_FOUND;

    private static final String BY_RANK = " order by rank desc, at desc, id desc";

    private static final String HEADLINE = "select f.*, ts_headline(case when to_tsvector('german', content)"
            + " @@ to_tsquery('german', ?) then 'german'::regconfig when to_tsvector('english', content)"
            + " @@ to_tsquery('english', ?) then 'english'::regconfig else 'simple'::regconfig end, translate(content, '<', ?), "
            + SearchText.MATCHING + ", ?) as marked from (%s) as f" + BY_RANK;

    private static final String OPTIONS = "StartSel=" + Snippet.START + ", StopSel=" + Snippet.STOP
            + ", MaxWords=30, MinWords=12, ShortWord=0, HighlightAll=false";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private MessageIndex index;

    @EJB
    private Workspaces workspaces;

    @Inject
    private Clock clock;

    /**
     * What a text finds, what fits best first.
     *
     * @return its total is not exact when there was more of a kind than is ranked
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of a search
     */
    public Page<SearchHit> find(UUID workspaceId, SearchRequest request, Paging paging) {
        SearchText text = SearchText.of(request.text());
        Cursor last = paging.last(LIST).orElse(null);
        if (text.isEmpty()) {
            return Page.of(List.of(), paging, 0, hit -> Cursor.of(LIST));
        }
        index.catchUp();
        Instant asOf = last == null ? clock.instant() : last.instant(0);
        Sql sql = Sql.on(entities);
        TextSearch search = TextSearch.prepare(sql, workspaceId, text);
        Candidates candidates = candidates(workspaceId, request, search, asOf);
        Total total = paging.reckoned(() -> total(sql, candidates));
        List<SearchHit> found = hits(sql, candidates, text, last, paging);
        return Page.of(
                found, paging, total, hit -> Cursor.of(LIST, asOf, Double.toString(hit.rank()), hit.at(), hit.id()));
    }

    private Candidates candidates(UUID workspaceId, SearchRequest request, TextSearch search, Instant asOf) {
        String countryCode = workspaces
                .find(workspaceId)
                .map(workspace -> PhoneNumbers.countryCode(workspace.getDefaultRegion()))
                .orElse("");
        Candidates candidates = new Candidates(workspaceId, search, asOf);
        request.types().stream().sorted().forEach(type -> {
            switch (type) {
                case MESSAGES -> candidates.messages();
                case CONTACTS -> candidates.contacts(ContactMatch.of(workspaceId, search.text(), countryCode));
                case CONVERSATIONS ->
                    candidates.conversations(ContactMatch.of(workspaceId, search.text(), countryCode));
            }
        });
        return candidates;
    }

    private static Total total(Sql sql, Candidates candidates) {
        record Kind(long n) {}
        List<Kind> kinds = sql.list(
                "select count(*) as n from (" + candidates.query() + ")" + Candidates.AS_FOUND + " group by type",
                row -> new Kind(row.number("n")),
                candidates.arguments());
        long all = kinds.stream().mapToLong(Kind::n).sum();
        return kinds.stream().anyMatch(kind -> kind.n() >= LOOKED_AT) ? Total.about(all) : Total.exactly(all);
    }

    private static List<SearchHit> hits(Sql sql, Candidates candidates, SearchText text, Cursor last, Paging paging) {
        String page = FOUND.formatted(candidates.query())
                + (last == null ? "" : " where (rank, at, id) < (cast(? as float8), ?, ?)")
                + BY_RANK + " limit ? offset ?";
        Arguments arguments = new Arguments()
                .add(text.query(), text.query(), String.valueOf(Snippet.LESS_THAN))
                .add(text.query(), text.query(), text.query(), OPTIONS)
                .add(candidates.arguments());
        if (last != null) {
            arguments.add(last.text(1), last.instant(2), last.uuid(3));
        }
        return sql.list(
                HEADLINE.formatted(page),
                Search::hit,
                arguments.add(paging.rows(), paging.offset()).toArray());
    }

    private static SearchHit hit(Row row) throws SQLException {
        Snippet snippet = Snippet.of(row.text("marked"));
        return new SearchHit(
                SearchType.valueOf(row.text("type")),
                row.uuid("id"),
                row.uuid("conversation_id"),
                row.uuid("contact_id"),
                row.text("name"),
                snippet.text(),
                snippet.highlights(),
                row.decimal("rank").doubleValue(),
                row.instant("at"));
    }
}
