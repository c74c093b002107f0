package io.fractal.conversations;

import java.util.UUID;

/** What a {@link ConversationFilter} means in the database; {@code c} is the conversation, {@code p} its contact. */
final class ConversationCriteria {

    private ConversationCriteria() {}

    static Criteria of(UUID workspaceId, ConversationFilter filter) {
        Criteria criteria = new Criteria().and("c.workspace_id = ?", workspaceId);
        view(criteria, filter);
        criteria.andIfGiven(
                "exists (select 1 from contact_address a where a.contact_id = c.contact_id"
                        + " and a.channel_type = replace(?, 'MMS', 'SMS'))",
                filter.channelType());
        if (filter.text() != null && !filter.text().isBlank()) {
            String pattern = Criteria.anywhere(filter.text());
            criteria.and(
                    "(p.name ilike ? or exists (select 1 from contact_address a where a.contact_id = c.contact_id"
                            + " and a.address ilike ?) or exists (select 1 from message t where t.conversation_id = c.id"
                            + " and t.body ilike ?))",
                    pattern,
                    addressPattern(filter.text()),
                    pattern);
        }
        return criteria;
    }

    private static void view(Criteria criteria, ConversationFilter filter) {
        switch (filter.view()) {
            case ALL -> criteria.and("not c.archived");
            case UNREAD -> criteria.and("not c.archived and c.unread_count > 0");
            case UNASSIGNED -> criteria.and("not c.archived and c.assignee_id is null");
            case MINE -> criteria.and("not c.archived and c.assignee_id = cast(? as uuid)", filter.callerUserId());
            case ARCHIVED -> criteria.and("c.archived");
        }
    }

    /** Numbers are typed with spaces, brackets and hyphens, and kept without. */
    private static String addressPattern(String text) {
        String bare = text.replaceAll("[\\s()/-]", "");
        return Criteria.anywhere(bare.isEmpty() ? text : bare);
    }
}
