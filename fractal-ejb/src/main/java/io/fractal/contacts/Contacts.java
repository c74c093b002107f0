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

/** The contacts of a workspace. */
@Stateless
public class Contacts {

    private static final String SELECT = "select id, name, email, locale, tags, created_at, updated_at from contact c";

    private static final String MATCHES = " where c.workspace_id = ? and (c.name ilike ? or c.email ilike ?"
            + " or exists (select 1 from contact_address a where a.contact_id = c.id and a.address ilike ?))";

    private static final String LIST = "contacts by name";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    /**
     * The contacts whose name, e-mail or address contains a text ({@code null} or blank for all), by name.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<ContactView> list(UUID workspaceId, String text, Paging paging) {
        String pattern = anywhere(text == null ? "" : text.strip());
        String addressPattern = anywhere(text == null ? "" : text.replaceAll("[\\s()/-]", ""));
        Sql sql = Sql.on(entities);
        long total = paging.total(() -> sql.count(
                "select count(*) as n from contact c" + MATCHES, workspaceId, pattern, pattern, addressPattern));
        List<Object> arguments = new ArrayList<>(List.of(workspaceId, pattern, pattern, addressPattern));
        Optional<Cursor> last = paging.last(LIST);
        last.ifPresent(contact -> arguments.addAll(List.of(contact.text(0), contact.uuid(1))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<ContactView> found = sql.list(
                SELECT + MATCHES + (last.isPresent() ? " and (lower(c.name), c.id) > (lower(?), ?)" : "")
                        + " order by lower(c.name), c.id limit ? offset ?",
                Contacts::bare,
                arguments.toArray());
        return Page.of(found, paging, total, contact -> Cursor.of(LIST, contact.name(), contact.id()))
                .with(this::withAddresses);
    }

    /** One contact; empty when this workspace has none of that id. */
    public Optional<ContactView> find(UUID workspaceId, UUID contactId) {
        List<ContactView> found = Sql.on(entities)
                .list(SELECT + " where c.workspace_id = ? and c.id = ?", Contacts::bare, workspaceId, contactId);
        return withAddresses(found).stream().findFirst();
    }

    private List<ContactView> withAddresses(List<ContactView> contacts) {
        record Reached(UUID contactId, AddressView address) {}
        Map<UUID, List<AddressView>> addresses = Sql.on(entities)
                .list(
                        "select contact_id, channel_type, address, is_primary from contact_address"
                                + " where contact_id = any(cast(? as uuid[]))"
                                + " order by contact_id, is_primary desc, created_at, id",
                        row -> new Reached(
                                row.uuid("contact_id"),
                                new AddressView(row.text("channel_type"), row.text("address"), row.flag("is_primary"))),
                        contacts.stream().map(ContactView::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        Reached::contactId, Collectors.mapping(Reached::address, Collectors.toList())));
        return contacts.stream()
                .map(contact -> new ContactView(
                        contact.id(),
                        contact.name(),
                        contact.email(),
                        contact.locale(),
                        contact.tags(),
                        addresses.getOrDefault(contact.id(), List.of()),
                        contact.createdAt(),
                        contact.updatedAt()))
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
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    /** A pattern for {@code ilike} that finds a text anywhere, whatever characters it holds. */
    private static String anywhere(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
