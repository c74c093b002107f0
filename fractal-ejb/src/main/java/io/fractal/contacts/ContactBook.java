package io.fractal.contacts;

import io.fractal.channels.AddressAliases;
import io.fractal.channels.Addresses;
import io.fractal.channels.PhoneNumbers;
import io.fractal.database.Ids;
import io.fractal.database.Owned;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
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
import java.util.stream.Collectors;

/**
 * Finds the one contact behind an address, or makes it. Works in the caller's transaction, and serialises everything that concerns one
 * address there, so that two first messages of one person make one contact.
 */
@ApplicationScoped
public class ContactBook {

    @Inject
    private EntityManager entities;

    @Inject
    private Clock clock;

    /**
     * What was found or made.
     *
     * @param created whether the contact is new
     */
    public record Entry(Contact contact, boolean created) {}

    /**
     * Holds an address for this transaction: whoever else wants anything of the same address waits until it ends. The lock is on the
     * address alone, not on its channel, because the same number on another channel is the same person.
     */
    public void lock(UUID workspaceId, ReachedAt reachedAt) {
        Sql.on(entities).lock(lockName(workspaceId, reachedAt));
    }

    /** {@link #lock} for several addresses at once, without any danger that two callers wait for each other. */
    public void lockAll(UUID workspaceId, Collection<ReachedAt> reachedAt) {
        Sql.on(entities)
                .lockAll(reachedAt.stream()
                        .map(each -> lockName(workspaceId, each))
                        .toList());
    }

    private static String lockName(UUID workspaceId, ReachedAt reachedAt) {
        return "contact:" + workspaceId + ":" + AddressAliases.identity(reachedAt.address());
    }

    /**
     * The contacts already known by some addresses on just these channels, in whatever spelling, found with one statement. For the
     * others there is {@link #at}.
     */
    public Map<ReachedAt, UUID> knownAt(UUID workspaceId, Collection<ReachedAt> reachedAt) {
        record Known(ReachedAt identity, UUID contactId) {}
        Map<ReachedAt, UUID> byIdentity = Sql.on(entities)
                .list(
                        "select channel_type, identity, contact_id from contact_address"
                                + " where workspace_id = ? and identity = any(cast(? as text[])) order by created_at, id",
                        row -> new Known(
                                new ReachedAt(ChannelType.valueOf(row.text("channel_type")), row.text("identity")),
                                row.uuid("contact_id")),
                        workspaceId,
                        reachedAt.stream()
                                .map(each -> AddressAliases.identity(each.address()))
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(Known::identity, Known::contactId, (first, later) -> first));
        Map<ReachedAt, UUID> known = new HashMap<>();
        for (ReachedAt each : reachedAt) {
            UUID contactId = byIdentity.get(each.identity());
            if (contactId != null) {
                known.put(each, contactId);
            }
        }
        return known;
    }

    /** {@link #at(UUID, List, Optional, boolean)} for somebody of whom only one address is known. */
    public Entry at(UUID workspaceId, ReachedAt reachedAt, Optional<String> name, boolean verified) {
        return at(workspaceId, List.of(reachedAt), name, verified);
    }

    /**
     * The contact behind addresses of one and the same person, which must be locked. The same number on another channel is the same
     * person. Those of the addresses that nobody had become the contact's; one that another contact has stays there.
     *
     * @param same the address that was used, and others that the channel says are the same person's
     * @param name what to call somebody new; the formatted address without one
     * @param verified whether the contact has written from there
     */
    public Entry at(UUID workspaceId, List<ReachedAt> same, Optional<String> name, boolean verified) {
        Optional<UUID> owner =
                same.stream().flatMap(each -> owner(workspaceId, each).stream()).findFirst();
        Contact contact =
                owner.map(id -> contact(workspaceId, id)).orElseGet(() -> create(workspaceId, same.get(0), name));
        List<ReachedAt> missing =
                same.stream().filter(each -> here(workspaceId, each).isEmpty()).toList();
        for (int i = 0; i < missing.size(); i++) {
            entities.persist(new ContactAddress(
                    Ids.next(), contact, missing.get(i), verified, owner.isEmpty() && i == 0, clock.instant()));
        }
        if (owner.isPresent() && !missing.isEmpty()) {
            Sql.on(entities)
                    .update(
                            "update contact set updated_at = " + ContactRows.LATER
                                    + " where workspace_id = ? and id = ?",
                            clock.instant(),
                            workspaceId,
                            contact.getId());
        }
        return new Entry(contact, owner.isEmpty());
    }

    /** Who is reached on this channel under any spelling of the address. */
    private Optional<ContactAddress> here(UUID workspaceId, ReachedAt reachedAt) {
        return known(workspaceId, reachedAt).stream()
                .filter(address -> address.getChannel() == reachedAt.channel())
                .findFirst();
    }

    /** Who is reached there, or by the same number on another channel; empty when nobody is known by it. */
    public Optional<UUID> owner(UUID workspaceId, ReachedAt reachedAt) {
        return here(workspaceId, reachedAt)
                .or(() -> known(workspaceId, reachedAt).stream()
                        .filter(address -> Addresses.isByNumber(address.getChannel())
                                && Addresses.isByNumber(reachedAt.channel())
                                && reachedAt.address().startsWith("+"))
                        .findFirst())
                .map(ContactAddress::getContactId);
    }

    /** A contact of a workspace that has neither been deleted nor become part of another. */
    public Optional<Contact> find(UUID workspaceId, UUID contactId) {
        return Owned.find(entities, Contact.class, workspaceId, contactId).filter(Contact::isThere);
    }

    /** Where a contact is reached, the primary address first. */
    public List<ReachedAt> addresses(Contact contact) {
        return entities.createQuery(
                        "select a from ContactAddress a where a.workspaceId = :workspace and a.contactId = :contact"
                                + " order by a.primary desc, a.createdAt, a.id",
                        ContactAddress.class)
                .setParameter("workspace", contact.getWorkspaceId())
                .setParameter("contact", contact.getId())
                .getResultStream()
                .map(address -> new ReachedAt(address.getChannel(), address.getAddress()))
                .toList();
    }

    private List<ContactAddress> known(UUID workspaceId, ReachedAt reachedAt) {
        return entities.createQuery(
                        "select a from ContactAddress a where a.workspaceId = :workspace and a.address in :spellings"
                                + " order by a.createdAt, a.id",
                        ContactAddress.class)
                .setParameter("workspace", workspaceId)
                .setParameter("spellings", AddressAliases.spellings(reachedAt.address()))
                .getResultList();
    }

    private Contact contact(UUID workspaceId, UUID contactId) {
        return Owned.find(entities, Contact.class, workspaceId, contactId).orElseThrow();
    }

    private Contact create(UUID workspaceId, ReachedAt reachedAt, Optional<String> name) {
        String called = name.map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> PhoneNumbers.formatted(reachedAt.address()));
        Contact contact = new Contact(Ids.next(), workspaceId, called, clock.instant());
        entities.persist(contact);
        // JPA does not know that the address will need it.
        entities.flush();
        return contact;
    }
}
