package io.fractal.consent;

import io.fractal.channels.AddressAliases;
import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundContext.OptOut;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who may be written to. A consent belongs to an address on a channel; SMS, MMS and RCS are one channel here, because a STOP on one of
 * them is meant for all (and Twilio unites them since 2026), and all spellings of a number are one address.
 *
 * <p>Stricter than Twilio, whose opt-outs hold for one of our numbers or one messaging service: whoever says STOP to one of our senders
 * is not written to from any.
 */
@Stateless
public class Consents {

    private static final String IN_ORDER = " order by a.contact_id, a.is_primary desc, a.created_at, a.id";

    /** The addresses of contacts with how each stands and the event that made it so. */
    private static final String OF_CONTACTS =
            "select a.id, a.contact_id, a.channel_type, a.address, c.state, c.source, c.changed_at, e.message_id, e.note"
                    + " from contact_address a"
                    + " left join consent c on c.workspace_id = a.workspace_id and c.address = a.identity"
                    + " and c.channel_type = case a.channel_type when 'RCS' then 'SMS' else a.channel_type end"
                    + " left join lateral (select e.message_id, e.note from consent_event e"
                    + " where e.workspace_id = c.workspace_id and e.channel_type = c.channel_type and e.address = c.address"
                    + " and e.state = c.state and e.keyword is distinct from 'HELP'"
                    + " order by e.created_at desc, e.id desc limit 1) e on true"
                    + " where a.workspace_id = ?";

    private static final String HISTORY_OF_CONTACT = " from consent_event e"
            + " left join app_user u on u.id = e.user_id"
            + " where e.workspace_id = ? and exists (select 1 from contact_address a where a.workspace_id = e.workspace_id"
            + " and a.contact_id = ? and a.identity = e.address"
            + " and e.channel_type = case a.channel_type when 'RCS' then 'SMS' else a.channel_type end)";

    private static final String LIST = "consent events by time";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private ConsentBook book;

    /**
     * Whether an address may be written to, at this moment.
     *
     * @param address a canonical address
     */
    public ConsentState state(UUID workspaceId, ChannelType channel, String address) {
        return states(workspaceId, channel, List.of(address)).getOrDefault(address, ConsentState.UNKNOWN);
    }

    /**
     * The same for many addresses of one channel, with one statement.
     *
     * @return the state of those that have one; the others are {@link ConsentState#UNKNOWN}
     */
    public Map<String, ConsentState> states(UUID workspaceId, ChannelType channel, Collection<String> addresses) {
        Map<String, ConsentState> byIdentity = new HashMap<>();
        Sql.on(entities)
                .list(
                        "select address, state from consent where workspace_id = ? and channel_type = ?"
                                + " and address = any(cast(? as text[]))",
                        row -> byIdentity.put(row.text("address"), ConsentState.valueOf(row.text("state"))),
                        workspaceId,
                        ConsentBook.channelFor(channel),
                        addresses.stream()
                                .map(AddressAliases::identity)
                                .distinct()
                                .toList());
        Map<String, ConsentState> states = new HashMap<>();
        for (String address : addresses) {
            ConsentState state = byIdentity.get(AddressAliases.identity(address));
            if (state != null) {
                states.put(address, state);
            }
        }
        return states;
    }

    /** Notes that an address may no longer be written to. Does nothing when that is known already. */
    public void revoke(UUID workspaceId, ConsentChange change) {
        book.change(workspaceId, change, ConsentState.REVOKED);
    }

    /** Notes that an address may be written to. Does nothing when that is known already. */
    public void grant(UUID workspaceId, ConsentChange change) {
        book.change(workspaceId, change, ConsentState.GRANTED);
    }

    /**
     * Does what a received keyword asks for, and notes it in the history even when it changes nothing. As part of the transaction that
     * keeps the message.
     *
     * @return whether Fractal shall answer: the message is {@link KeywordMessage#answerable()}, the answer says something new, and not
     *     too many have gone there lately
     */
    public boolean hear(UUID workspaceId, KeywordMessage message) {
        return book.hear(workspaceId, message);
    }

    /** How each address of a contact stands, the primary one first; empty for a contact that this workspace does not have. */
    public List<ConsentView> of(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .list(OF_CONTACTS + " and a.contact_id = ?" + IN_ORDER, Consents::view, workspaceId, contactId);
    }

    /** How each address of some contacts stands, by contact, the primary one first; contacts without an address are left out. */
    public Map<UUID, List<ConsentView>> ofAll(UUID workspaceId, Collection<UUID> contactIds) {
        record Of(UUID contactId, ConsentView consent) {}
        return Sql.on(entities)
                .list(
                        OF_CONTACTS + " and a.contact_id = any(cast(? as uuid[]))" + IN_ORDER,
                        row -> new Of(row.uuid("contact_id"), view(row)),
                        workspaceId,
                        contactIds)
                .stream()
                .collect(Collectors.groupingBy(Of::contactId, Collectors.mapping(Of::consent, Collectors.toList())));
    }

    /**
     * What happened to the consents of a contact's addresses, newest first.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<ConsentEventView> history(UUID workspaceId, UUID contactId, Paging paging) {
        Sql sql = Sql.on(entities);
        long total = paging.total(() -> sql.count("select count(*) as n" + HISTORY_OF_CONTACT, workspaceId, contactId));
        List<Object> arguments = new ArrayList<>(List.of(workspaceId, contactId));
        Optional<Cursor> last = paging.last(LIST);
        last.ifPresent(event -> arguments.addAll(List.of(event.instant(0), event.uuid(1))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<ConsentEventView> found = sql.list(
                "select e.*, u.name as user_name" + HISTORY_OF_CONTACT
                        + (last.isPresent() ? " and (e.created_at, e.id) < (?, ?)" : "")
                        + " order by e.created_at desc, e.id desc limit ? offset ?",
                Consents::event,
                arguments.toArray());
        return Page.of(found, paging, total, event -> Cursor.of(LIST, event.createdAt(), event.id()));
    }

    /** What a message asked for, when it was a consent keyword: no automation may take such a message for its own. */
    public Optional<OptOut> askedBy(UUID workspaceId, UUID messageId) {
        return Sql.on(entities)
                .first(
                        "select keyword from consent_event where workspace_id = ? and message_id = ? and keyword is not null",
                        row -> OptOut.valueOf(row.text("keyword")),
                        workspaceId,
                        messageId);
    }

    private static ConsentView view(Row row) throws SQLException {
        return new ConsentView(
                row.uuid("id"),
                row.text("channel_type"),
                row.text("address"),
                row.text("state") == null ? ConsentState.UNKNOWN : ConsentState.valueOf(row.text("state")),
                row.text("source") == null ? null : ConsentSource.valueOf(row.text("source")),
                row.uuid("message_id"),
                row.text("note"),
                row.instant("changed_at"));
    }

    private static ConsentEventView event(Row row) throws SQLException {
        return new ConsentEventView(
                row.uuid("id"),
                row.text("channel_type"),
                row.text("address"),
                ConsentState.valueOf(row.text("state")),
                ConsentSource.valueOf(row.text("source")),
                row.text("keyword"),
                row.uuid("message_id"),
                row.uuid("user_id"),
                row.text("user_name"),
                row.text("note"),
                row.instant("created_at"));
    }
}
