package io.fractal.conversations;

import io.fractal.contacts.ContactMatch;
import io.fractal.database.SearchText;
import java.util.List;
import java.util.UUID;

/**
 * What a {@link ConversationFilter} means in the database; {@code c} is the conversation. The conditions of the views are those of the
 * indexes, word for word.
 */
final class ConversationCriteria {

    /** So many of the newest messages with a text are looked at. */
    private static final int MESSAGES_LOOKED_AT = 1_000;

    private static final String SHOWN = "not c.archived and c.snoozed_until is null";

    private ConversationCriteria() {}

    /**
     * @param search how to look for the text, or {@code null} without one
     * @param countryCode the digits of the country code that numbers without one belong to
     */
    static Criteria of(UUID workspaceId, ConversationFilter filter, TextSearch search, String countryCode) {
        Criteria criteria = new Criteria().and("c.workspace_id = ?", workspaceId);
        if (filter.view() != null) {
            view(criteria, filter);
        }
        traits(criteria, filter.traits());
        if (filter.channelType() != null) {
            criteria.and(
                    "c.contact_id in (select a.contact_id from contact_address a where a.workspace_id = ?"
                            + " and a.channel_type = replace(?, 'MMS', 'SMS'))",
                    workspaceId,
                    filter.channelType());
        }
        if (search != null) {
            text(criteria, workspaceId, search, countryCode);
        }
        return criteria;
    }

    private static void view(Criteria criteria, ConversationFilter filter) {
        switch (filter.view()) {
            case ALL -> criteria.and(SHOWN);
            case UNREAD -> criteria.and(SHOWN).and("c.unread_count > 0");
            case UNASSIGNED -> criteria.and(SHOWN).and("c.assignee_id is null");
            case MINE -> criteria.and(SHOWN).and("c.assignee_id = cast(? as uuid)", filter.callerUserId());
            case ARCHIVED -> criteria.and("c.archived");
            case SNOOZED -> criteria.and("c.snoozed_until is not null");
        }
    }

    private static void traits(Criteria criteria, ConversationTraits traits) {
        if (traits.unread() != null) {
            criteria.and(traits.unread() ? "c.unread_count > 0" : "c.unread_count = 0");
        }
        if (traits.starred() != null) {
            criteria.and(traits.starred() ? "c.starred" : "not c.starred");
        }
        if (traits.tag() != null) {
            criteria.and("c.tags <> '{}' and c.tags @> ?", List.of(traits.tag()));
        }
        criteria.andIfGiven("c.state = ?", traits.state())
                .andIfGiven("c.assignee_id = ?", traits.assigneeId())
                .andIfGiven("c.contact_id = ?", traits.contactId());
    }

    private static void text(Criteria criteria, UUID workspaceId, TextSearch search, String countryCode) {
        SearchText text = search.text();
        if (text.isEmpty()) {
            criteria.and("false");
            return;
        }
        ContactMatch contacts = ContactMatch.of(workspaceId, text, countryCode);
        String messages =
                "select m.conversation_id from (select s.message_id from message_search s where s.workspace_id = ?"
                        + " and s.document @@ " + SearchText.MATCHING
                        + " order by s.created_at desc, s.message_id desc limit "
                        + MESSAGES_LOOKED_AT + ") as newest join message m on m.id = newest.message_id";
        criteria.and(
                "c.id in (select k.id from conversation k where k.workspace_id = ? and k.contact_id in ("
                        + contacts.query() + ") union " + messages + ")",
                workspaceId);
        criteria.with(contacts.arguments());
        criteria.with(List.of(workspaceId, text.query(), text.query(), text.query()));
    }
}
