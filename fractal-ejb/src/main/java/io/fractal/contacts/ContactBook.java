package io.fractal.contacts;

import io.fractal.channels.Addresses;
import io.fractal.channels.PhoneNumbers;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
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
        return "contact:" + workspaceId + ":" + reachedAt.address();
    }

    /**
     * The contacts already known by some addresses on just these channels, found with one statement. For the others there is
     * {@link #at}.
     */
    public Map<ReachedAt, UUID> knownAt(UUID workspaceId, Collection<ReachedAt> reachedAt) {
        record Known(ReachedAt at, UUID contactId) {}
        return Sql.on(entities)
                .list(
                        "select channel_type, address, contact_id from contact_address"
                                + " where workspace_id = ? and address = any(cast(? as text[]))",
                        row -> new Known(
                                new ReachedAt(ChannelType.valueOf(row.text("channel_type")), row.text("address")),
                                row.uuid("contact_id")),
                        workspaceId,
                        reachedAt.stream().map(ReachedAt::address).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Known::at, Known::contactId));
    }

    /**
     * The contact behind an address, which must be locked. The same number on another channel is the same person.
     *
     * @param name what to call somebody new; the formatted address without one
     * @param verified whether the contact has written from it
     */
    public Entry at(UUID workspaceId, ReachedAt reachedAt, Optional<String> name, boolean verified) {
        List<ContactAddress> known = known(workspaceId, reachedAt);
        Optional<ContactAddress> here = known.stream()
                .filter(address -> address.getChannel() == reachedAt.channel())
                .findFirst();
        if (here.isPresent()) {
            return new Entry(contact(here.get().getContactId()), false);
        }
        Optional<ContactAddress> elsewhere = known.stream()
                .filter(address -> Addresses.isByNumber(address.getChannel())
                        && Addresses.isByNumber(reachedAt.channel())
                        && reachedAt.address().startsWith("+"))
                .findFirst();
        Contact contact = elsewhere
                .map(address -> contact(address.getContactId()))
                .orElseGet(() -> create(workspaceId, reachedAt, name));
        boolean created = elsewhere.isEmpty();
        entities.persist(new ContactAddress(Ids.next(), contact, reachedAt, verified, created, clock.instant()));
        return new Entry(contact, created);
    }

    /** A contact of a workspace. */
    public Optional<Contact> find(UUID workspaceId, UUID contactId) {
        return Optional.ofNullable(entities.find(Contact.class, contactId))
                .filter(contact -> contact.getWorkspaceId().equals(workspaceId));
    }

    /** Where a contact is reached, the primary address first. */
    public List<ReachedAt> addresses(UUID contactId) {
        return entities.createQuery(
                        "select a from ContactAddress a where a.contactId = :contact"
                                + " order by a.primary desc, a.createdAt, a.id",
                        ContactAddress.class)
                .setParameter("contact", contactId)
                .getResultStream()
                .map(address -> new ReachedAt(address.getChannel(), address.getAddress()))
                .toList();
    }

    private List<ContactAddress> known(UUID workspaceId, ReachedAt reachedAt) {
        return entities.createQuery(
                        "select a from ContactAddress a where a.workspaceId = :workspace and a.address = :address"
                                + " order by a.createdAt, a.id",
                        ContactAddress.class)
                .setParameter("workspace", workspaceId)
                .setParameter("address", reachedAt.address())
                .getResultList();
    }

    private Contact contact(UUID contactId) {
        return entities.find(Contact.class, contactId);
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
