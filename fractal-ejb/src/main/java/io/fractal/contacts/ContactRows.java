package io.fractal.contacts;

import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes contacts and their addresses for those who edit, merge, delete and import them. Works in the caller's transaction. The locks
 * are always taken in one order: addresses, contacts, conversations.
 */
@ApplicationScoped
public class ContactRows {

    /** Now, but later than the last change in any case: the time of the last change tells one state from another. */
    static final String LATER = "greatest(cast(? as timestamptz), updated_at + interval '1 microsecond')";

    @Inject
    private EntityManager entities;

    @Inject
    private ContactBook book;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /** An address as it is kept. */
    record Kept(UUID id, ReachedAt at, boolean verified, boolean primary) {}

    /**
     * Holds contacts of a workspace until the transaction ends. Messages can still be written with them: their keys do not change.
     *
     * @throws ContactNotFoundException when one of them is not there (any more)
     * @throws ContactMergedException when one of them is part of another by now
     */
    public void hold(UUID workspaceId, Collection<UUID> contactIds) {
        record Held(UUID id, UUID mergedInto, boolean there) {}
        Map<UUID, Held> held = new HashMap<>();
        Sql.on(entities)
                .list(
                        "select id, merged_into, deleted_at is null and merged_into is null as there from contact"
                                + " where workspace_id = ? and id = any(cast(? as uuid[])) order by id for no key update",
                        row -> held.put(
                                row.uuid("id"), new Held(row.uuid("id"), row.uuid("merged_into"), row.flag("there"))),
                        workspaceId,
                        List.copyOf(contactIds));
        for (UUID contactId : contactIds) {
            Held found = held.get(contactId);
            if (found != null && found.mergedInto() != null) {
                throw new ContactMergedException(contactId, found.mergedInto());
            }
            if (found == null || !found.there()) {
                throw new ContactNotFoundException(contactId);
            }
        }
    }

    /**
     * Holds every address of some contacts, and then the contacts themselves. An address that one of them gets while this waits is held
     * as well. Whoever holds several contacts is alone with that in the workspace: contacts get many addresses at once when they are
     * merged, and two who wait for those in turn would wait for each other.
     */
    public void holdWithAddresses(UUID workspaceId, Collection<UUID> contactIds) {
        if (contactIds.size() > 1) {
            Sql.on(entities).lock("contacts:" + workspaceId);
        }
        List<ReachedAt> held = List.of();
        List<ReachedAt> present = addresses(workspaceId, contactIds);
        while (!held.containsAll(present)) {
            book.lockAll(workspaceId, present);
            held = present;
            present = addresses(workspaceId, contactIds);
        }
        hold(workspaceId, contactIds);
    }

    private List<ReachedAt> addresses(UUID workspaceId, Collection<UUID> contactIds) {
        return contactIds.stream()
                .flatMap(contactId -> channels(workspaceId, contactId).stream())
                .map(Kept::at)
                .toList();
    }

    /** The addresses of a contact, the primary one first. */
    List<Kept> channels(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .list(
                        "select id, channel_type, address, is_verified, is_primary from contact_address"
                                + " where workspace_id = ? and contact_id = ? order by is_primary desc, created_at, id",
                        row -> new Kept(
                                row.uuid("id"),
                                new ReachedAt(ChannelType.valueOf(row.text("channel_type")), row.text("address")),
                                row.flag("is_verified"),
                                row.flag("is_primary")),
                        workspaceId,
                        contactId);
    }

    /** The contact, other than one, that has an address, on the same channel or by the same number on another. */
    Optional<UUID> owner(UUID workspaceId, ReachedAt at, UUID except) {
        return Sql.on(entities)
                .first(
                        "select contact_id from contact_address where workspace_id = ? and identity = ?"
                                + " and (channel_type = ? or ? and channel_type in ('SMS', 'WHATSAPP', 'RCS', 'VOICE'))"
                                + " and contact_id is distinct from cast(? as uuid)"
                                + " order by channel_type = ? desc, created_at limit 1",
                        row -> row.uuid("contact_id"),
                        workspaceId,
                        at.identity().address(),
                        at.channel(),
                        at.address().startsWith("+"),
                        except,
                        at.channel());
    }

    /** Keeps a new contact. */
    UUID add(UUID workspaceId, ContactDraft draft) {
        UUID id = Ids.next();
        Sql.on(entities)
                .update(
                        "insert into contact (id, workspace_id, name, email, locale, tags, metadata, created_at, updated_at)"
                                + " values (?, ?, ?, ?, ?, cast(? as text[]), cast(? as jsonb), ?, ?)",
                        id,
                        workspaceId,
                        draft.name(),
                        draft.email(),
                        draft.locale(),
                        draft.tags(),
                        draft.metadataJson(),
                        clock.instant(),
                        clock.instant());
        return id;
    }

    /** Overwrites what a held contact is, but not its addresses. */
    void overwrite(UUID contactId, ContactDraft draft) {
        Sql.on(entities)
                .update(
                        "update contact set name = ?, email = ?, locale = ?, tags = cast(? as text[]),"
                                + " metadata = cast(? as jsonb), updated_at = " + LATER + " where id = ?",
                        draft.name(),
                        draft.email(),
                        draft.locale(),
                        draft.tags(),
                        draft.metadataJson(),
                        clock.instant(),
                        contactId);
    }

    /** Notes that something about a contact has changed. */
    void touch(UUID contactId) {
        Sql.on(entities)
                .update("update contact set updated_at = " + LATER + " where id = ?", clock.instant(), contactId);
    }

    /** Gives a contact an address, which must be held. */
    UUID addChannel(UUID workspaceId, UUID contactId, ChannelDraft channel) {
        UUID id = Ids.next();
        Sql.on(entities)
                .update(
                        "insert into contact_address"
                                + " (id, workspace_id, contact_id, channel_type, address, is_verified, is_primary, created_at)"
                                + " values (?, ?, ?, ?, ?, ?, false, ?)",
                        id,
                        workspaceId,
                        contactId,
                        channel.type(),
                        channel.identifier(),
                        channel.verified(),
                        clock.instant());
        return id;
    }

    /** Takes an address away. */
    void removeChannel(UUID addressId) {
        Sql.on(entities).update("delete from contact_address where id = ?", addressId);
    }

    /** Says whether somebody vouches for an address. */
    void verify(UUID addressId, boolean verified) {
        Sql.on(entities).update("update contact_address set is_verified = ? where id = ?", verified, addressId);
    }

    /** Makes an address the primary one of its contact; without one, sees to it that the contact has exactly one if it has any. */
    void settlePrimary(UUID contactId, UUID wanted) {
        Sql.on(entities)
                .update(
                        "update contact_address a set is_primary = (a.id = chosen.id) from"
                                + " (select id from contact_address where contact_id = ?"
                                + " order by id is not distinct from cast(? as uuid) desc, is_primary desc, created_at, id limit 1)"
                                + " as chosen where a.contact_id = ? and a.is_primary <> (a.id = chosen.id)",
                        contactId,
                        wanted,
                        contactId);
    }

    /** Logs something that happened to a contact. */
    public void log(UUID workspaceId, String type, UUID contactId, Map<String, Object> data) {
        events.append(workspaceId, new NewEvent(type, null, null, contactId, data));
    }
}
