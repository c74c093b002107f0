package io.fractal.conversations;

import io.fractal.database.SearchText;
import io.fractal.database.Sql;
import io.fractal.database.Total;
import io.fractal.database.Totals;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What a {@link MessageFilter} means in the database; {@code m} is the message, {@code s} what it is found by. */
final class MessageQuery {

    /** Statuses that few messages have; the index of their history leads to them. The names are those in the index. */
    private static final Set<String> RARE =
            Set.of("FAILED", "UNDELIVERED", "CANCELED", "UNKNOWN", "PARTIALLY_DELIVERED");

    private final MessageFilter filter;
    private final Criteria criteria;
    private final TextSearch search;

    private MessageQuery(MessageFilter filter, Criteria criteria, TextSearch search) {
        this.filter = filter;
        this.criteria = criteria;
        this.search = search;
    }

    /**
     * @param search how to look for the text, or {@code null} without one
     */
    static MessageQuery of(UUID workspaceId, MessageFilter filter, TextSearch search) {
        Criteria criteria = new Criteria()
                .and("m.workspace_id = ?", workspaceId)
                .andIfGiven("m.contact_id = ?", filter.contactId())
                .andIfGiven("m.channel_type = ?", filter.channelType())
                .andIfGiven("m.direction = ?", filter.direction())
                .andIfGiven("m.created_at >= ?", filter.since())
                .andIfGiven("m.created_at < ?", filter.until());
        if (filter.conversationId() != null) {
            // It has one contact, whose messages stand in an index in their order.
            criteria.and(
                    "m.contact_id = (select contact_id from conversation where workspace_id = ? and id = ?)"
                            + " and m.conversation_id = ?",
                    workspaceId,
                    filter.conversationId(),
                    filter.conversationId());
        }
        statuses(criteria, workspaceId, filter.statuses());
        if (search != null) {
            text(criteria, workspaceId, search.text());
        }
        return new MessageQuery(filter, criteria, search);
    }

    private static void statuses(Criteria criteria, UUID workspaceId, Set<String> statuses) {
        criteria.andIfGiven("m.status = any(?)", statuses);
        if (statuses != null && statuses.size() == 1 && RARE.containsAll(statuses)) {
            criteria.and(
                    "m.id in (select e.message_id from status_event e where e.workspace_id = ? and e.status = '"
                            + statuses.iterator().next() + "')",
                    workspaceId);
        }
    }

    private static void text(Criteria criteria, UUID workspaceId, SearchText text) {
        if (text.isEmpty()) {
            criteria.and("false");
            return;
        }
        criteria.and(
                "s.workspace_id = ? and s.document @@ " + SearchText.MATCHING,
                workspaceId,
                text.query(),
                text.query(),
                text.query());
    }

    /** Whether so many messages have the words that counting them would take longer than reading the newest. */
    boolean isOfCommonWords() {
        return search != null && search.common();
    }

    /** The share of the messages that have the words. */
    double share() {
        return search.share();
    }

    /** How many messages it lets through. */
    Total total(Sql sql) {
        return search == null
                ? Totals.of(sql, from(), arguments())
                : Total.exactly(sql.count("select count(*) as n" + from(), arguments()));
    }

    /** The same list behind a message of it. */
    MessageQuery after(Instant createdAt, UUID id) {
        String place = filter.oldestFirst() ? " > (?, ?)" : " < (?, ?)";
        criteria.and("(" + key() + ")" + place, createdAt, id);
        return this;
    }

    /** The list and its order, for cursors. */
    String list() {
        return filter.oldestFirst() ? "messages by time, oldest first" : "messages by time";
    }

    /** From {@code from} to the last condition. */
    String from() {
        String tables =
                filter.isSearch() ? " from message_search s join message m on m.id = s.message_id" : " from message m";
        return tables + criteria.where();
    }

    String order() {
        if (search != null) {
            return search.order(!filter.oldestFirst());
        }
        return orderOfMessages();
    }

    /** The same order where there is nothing but messages. */
    String orderOfMessages() {
        return filter.oldestFirst() ? " order by m.created_at, m.id" : " order by m.created_at desc, m.id desc";
    }

    /** A search reads in the order of its own index, which is the same. */
    private String key() {
        return filter.isSearch() ? "s.created_at, s.message_id" : "m.created_at, m.id";
    }

    Object[] arguments(Object... further) {
        return criteria.with(further);
    }
}
