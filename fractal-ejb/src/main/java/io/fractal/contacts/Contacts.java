package io.fractal.contacts;

import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The contacts of a workspace, as lists and one by one. Those that were deleted or became part of another are not among them. */
@Stateless
public class Contacts {

    private static final String SELECT = "select c.id, c.name, c.email, c.locale, c.tags, c.metadata,"
            + " c.created_at, c.updated_at,"
            + " (select count(*) from contact_note n where n.contact_id = c.id) as notes,"
            + " (select v.id from conversation v where v.workspace_id = c.workspace_id and v.contact_id = c.id)"
            + " as conversation_id from contact c";

    private static final String THERE = " where c.workspace_id = ? and c.deleted_at is null and c.merged_into is null";

    private static final String CONSENTS = "(select 1 from contact_address a join consent s"
            + " on s.workspace_id = a.workspace_id and s.address = a.identity"
            + " and s.channel_type = case a.channel_type when 'RCS' then 'SMS' else a.channel_type end"
            + " where a.contact_id = c.id";

    private static final String LIST = "contacts by ";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /**
     * The contacts that a filter lets through, in its order.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list and order
     */
    public Page<ContactView> list(UUID workspaceId, ContactFilter filter, Paging paging) {
        List<Object> arguments = new ArrayList<>(List.of(workspaceId));
        String conditions = THERE + conditions(filter, arguments);
        Sql sql = Sql.on(entities);
        long total =
                paging.total(() -> sql.count("select count(*) as n from contact c" + conditions, arguments.toArray()));
        String list = LIST + filter.sort();
        Optional<Cursor> last = paging.last(list);
        String after = last.map(place -> " and " + filter.sort().after()).orElse("");
        last.ifPresent(place ->
                arguments.addAll(List.of(filter.sort().isByName() ? place.text(0) : place.instant(0), place.uuid(1))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<ContactView> found = sql.list(
                SELECT + conditions + after + filter.sort().order() + " limit ? offset ?",
                Contacts::bare,
                arguments.toArray());
        return Page.of(found, paging, total, contact -> Cursor.of(list, key(filter, contact), contact.id()))
                .with(this::withChannels);
    }

    private static Object key(ContactFilter filter, ContactView contact) {
        if (filter.sort().isByName()) {
            return contact.name();
        }
        return filter.sort().isByCreation() ? contact.createdAt() : contact.updatedAt();
    }

    /**
     * One contact.
     *
     * @throws ContactNotFoundException when this workspace has none of that id (any more)
     * @throws ContactMergedException when it has become part of another
     */
    public ContactView get(UUID workspaceId, UUID contactId) {
        return find(workspaceId, contactId).orElseThrow(() -> gone(workspaceId, contactId));
    }

    /** One contact; empty when this workspace has none of that id. */
    public Optional<ContactView> find(UUID workspaceId, UUID contactId) {
        List<ContactView> found =
                Sql.on(entities).list(SELECT + THERE + " and c.id = ?", Contacts::bare, workspaceId, contactId);
        return withChannels(found).stream().findFirst();
    }

    private RuntimeException gone(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .first(
                        "with recursive chain as (select id, merged_into from contact where workspace_id = ? and id = ?"
                                + " union all select n.id, n.merged_into from contact n join chain on n.id = chain.merged_into)"
                                + " select id from chain where merged_into is null and id <> ?",
                        row -> row.uuid("id"),
                        workspaceId,
                        contactId,
                        contactId)
                .<RuntimeException>map(survivor -> new ContactMergedException(contactId, survivor))
                .orElseGet(() -> new ContactNotFoundException(contactId));
    }

    private static String conditions(ContactFilter filter, List<Object> arguments) {
        StringBuilder conditions = new StringBuilder();
        if (filter.text() != null && !filter.text().isBlank()) {
            String pattern = anywhere(filter.text().strip());
            String bare = filter.text().replaceAll("[\\s()/-]", "");
            conditions.append(" and (c.name ilike ? or c.email ilike ? or exists"
                    + " (select 1 from contact_address a where a.contact_id = c.id and a.address ilike ?))");
            arguments.addAll(List.of(pattern, pattern, anywhere(bare.isEmpty() ? filter.text() : bare)));
        }
        if (filter.channelType() != null) {
            conditions.append(" and exists (select 1 from contact_address a where a.contact_id = c.id"
                    + " and a.channel_type = replace(?, 'MMS', 'SMS'))");
            arguments.add(filter.channelType());
        }
        if (!filter.tags().isEmpty()) {
            conditions.append(" and c.tags @> cast(? as text[])");
            arguments.add(filter.tags());
        }
        if (filter.consent() == ContactFilter.Consent.UNKNOWN) {
            conditions.append(" and not exists ").append(CONSENTS).append(")");
        } else if (filter.consent() != null) {
            conditions.append(" and exists ").append(CONSENTS).append(" and s.state = ?)");
            arguments.add(filter.consent());
        }
        return conditions.toString();
    }

    private List<ContactView> withChannels(List<ContactView> contacts) {
        record Reached(UUID contactId, ChannelView channel) {}
        Map<UUID, List<ChannelView>> channels = Sql.on(entities)
                .list(
                        "select id, contact_id, channel_type, address, is_verified, is_primary, created_at"
                                + " from contact_address where contact_id = any(cast(? as uuid[]))"
                                + " order by contact_id, is_primary desc, created_at, id",
                        row -> new Reached(
                                row.uuid("contact_id"),
                                new ChannelView(
                                        row.uuid("id"),
                                        row.text("channel_type"),
                                        row.text("address"),
                                        row.flag("is_verified"),
                                        row.flag("is_primary"),
                                        row.instant("created_at"))),
                        contacts.stream().map(ContactView::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        Reached::contactId, Collectors.mapping(Reached::channel, Collectors.toList())));
        return contacts.stream()
                .map(contact -> contact.reachedAt(channels.getOrDefault(contact.id(), List.of())))
                .toList();
    }

    private static ContactView bare(Row row) throws SQLException {
        return new ContactView(
                row.uuid("id"),
                row.text("name"),
                row.text("email"),
                row.text("locale"),
                row.texts("tags"),
                List.of(),
                row.text("metadata"),
                row.number("notes"),
                row.uuid("conversation_id"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    /** A pattern for {@code ilike} that finds a text anywhere, whatever characters it holds. */
    private static String anywhere(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
