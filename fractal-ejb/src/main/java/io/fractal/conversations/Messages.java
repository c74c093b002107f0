package io.fractal.conversations;

import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.SearchText;
import io.fractal.database.Sql;
import io.fractal.database.Total;
import io.fractal.media.MediaLinks;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The messages of a workspace, as lists and one by one. */
@Stateless
public class Messages {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private MediaLinks links;

    @EJB
    private MessageIndex index;

    @EJB
    private ConversationTotals totals;

    /**
     * The messages that a filter lets through.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<MessageView> list(UUID workspaceId, MessageFilter filter, Paging paging) {
        Sql sql = Sql.on(entities);
        MessageQuery query =
                MessageQuery.of(workspaceId, filter, filter.isSearch() ? search(workspaceId, filter) : null);
        Total total = paging.reckoned(() -> total(sql, workspaceId, filter, query));
        String list = query.list();
        MessageQuery rest = paging.last(list)
                .map(last -> query.after(last.instant(0), last.uuid(1)))
                .orElse(query);
        List<UUID> ids = sql.list(
                "select m.id" + rest.from() + rest.order() + " limit ? offset ?",
                row -> row.uuid("id"),
                rest.arguments(paging.rows(), paging.offset()));
        List<MessageView> found =
                MessageRows.read(sql, links, " where m.id = any(cast(? as uuid[]))" + query.orderOfMessages(), ids);
        return Page.of(found, paging, total, message -> Cursor.of(list, message.createdAt(), message.id()));
    }

    private TextSearch search(UUID workspaceId, MessageFilter filter) {
        index.catchUp();
        return TextSearch.prepare(Sql.on(entities), workspaceId, SearchText.of(filter.text()));
    }

    private Total total(Sql sql, UUID workspaceId, MessageFilter filter, MessageQuery query) {
        if (filter.isCounted()) {
            return Total.exactly(totals.messages(workspaceId, filter.direction(), filter.channelType()));
        }
        return query.isOfCommonWords()
                ? Total.about(Math.round(query.share() * totals.messages(workspaceId, null, null)))
                : query.total(sql);
    }

    /**
     * A stretch of a conversation, ascending.
     *
     * @param beforeSequence only messages before this one, or {@code null} for the newest
     * @param limit the most messages to return
     */
    public List<MessageView> thread(UUID workspaceId, UUID conversationId, Long beforeSequence, int limit) {
        Criteria criteria = new Criteria()
                .and("m.workspace_id = ?", workspaceId)
                .and("m.conversation_id = ?", conversationId)
                .andIfGiven("m.sequence < ?", beforeSequence);
        List<MessageView> newestFirst = MessageRows.read(
                Sql.on(entities), links, criteria.where() + " order by m.sequence desc limit ?", criteria.with(limit));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** One message with its history; empty when this workspace has none of that id. */
    public Optional<MessageDetail> find(UUID workspaceId, UUID messageId) {
        return findAll(workspaceId, List.of(messageId)).stream()
                .findFirst()
                .map(message -> new MessageDetail(
                        message, statusHistory(workspaceId, messageId), attempts(workspaceId, messageId)));
    }

    /** Several messages, in no particular order; those that this workspace does not have are left out. */
    public List<MessageView> findAll(UUID workspaceId, Collection<UUID> messageIds) {
        return MessageRows.read(
                Sql.on(entities),
                links,
                " where m.workspace_id = ? and m.id = any(cast(? as uuid[]))",
                workspaceId,
                messageIds);
    }

    private List<StatusEventView> statusHistory(UUID workspaceId, UUID messageId) {
        return Sql.on(entities)
                .list(
                        "select status, provider_status, error_code, error_message, source, occurred_at, raw_payload"
                                + " from status_event where workspace_id = ? and message_id = ? order by occurred_at, id",
                        row -> new StatusEventView(
                                row.text("status"),
                                row.text("provider_status"),
                                row.text("error_code"),
                                row.text("error_message"),
                                row.text("source"),
                                row.instant("occurred_at"),
                                row.text("raw_payload")),
                        workspaceId,
                        messageId);
    }

    private List<AttemptView> attempts(UUID workspaceId, UUID messageId) {
        return Sql.on(entities)
                .list(
                        "select number, started_at, finished_at, outcome, provider_message_id, detail"
                                + " from delivery_attempt where workspace_id = ? and message_id = ? order by number",
                        row -> new AttemptView(
                                row.integer("number"),
                                row.instant("started_at"),
                                row.instant("finished_at"),
                                row.text("outcome"),
                                row.text("provider_message_id"),
                                row.text("detail")),
                        workspaceId,
                        messageId);
    }
}
