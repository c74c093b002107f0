package io.fractal.consent;

import io.fractal.channels.AddressAliases;
import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.Contacts;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The consents of contacts, as people and API clients see and change them. */
@Stateless
public class ContactConsents {

    @EJB
    private Contacts contacts;

    @EJB
    private Consents consents;

    @Inject
    private ConsentBook book;

    @EJB
    private Workspaces workspaces;

    /**
     * How each address of a contact stands, the primary one first.
     *
     * @throws io.fractal.contacts.ContactNotFoundException when this workspace has no contact of that id
     */
    public List<ConsentView> of(UUID workspaceId, UUID contactId) {
        contacts.get(workspaceId, contactId);
        return consents.of(workspaceId, contactId);
    }

    /**
     * What happened to the consents of a contact's addresses, newest first.
     *
     * @throws io.fractal.contacts.ContactNotFoundException when this workspace has no contact of that id
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<ConsentEventView> history(UUID workspaceId, UUID contactId, Paging paging) {
        contacts.get(workspaceId, contactId);
        return consents.history(workspaceId, contactId, paging);
    }

    /**
     * Gives a consent, or takes it back.
     *
     * @return how each address of the contact stands now
     * @throws io.fractal.contacts.ContactNotFoundException when this workspace has no contact of that id
     * @throws InvalidRequestException when the contact has no such address
     */
    public List<ConsentView> set(UUID workspaceId, UUID contactId, ConsentWish wish) {
        List<ConsentView> meant = of(workspaceId, contactId).stream()
                .filter(consent -> isMeant(workspaceId, wish, consent))
                .toList();
        if (meant.isEmpty()) {
            String field =
                    wish.addressId() != null ? "channelId" : wish.address() != null ? "identifier" : "channelType";
            throw new InvalidRequestException(
                    List.of(new FieldError(field, "NOT_AN_ADDRESS_OF_THE_CONTACT", "The contact has no such address")));
        }
        meant.forEach(consent -> book.change(workspaceId, change(wish, consent), wish.state()));
        return consents.of(workspaceId, contactId);
    }

    private static ConsentChange change(ConsentWish wish, ConsentView consent) {
        return new ConsentChange(
                ChannelType.valueOf(consent.channelType()),
                consent.address(),
                wish.userId() == null ? ConsentSource.API : ConsentSource.USER,
                null,
                wish.userId(),
                wish.note());
    }

    private boolean isMeant(UUID workspaceId, ConsentWish wish, ConsentView consent) {
        if (wish.addressId() != null) {
            return wish.addressId().equals(consent.addressId());
        }
        ChannelType channel = ChannelType.valueOf(consent.channelType());
        if (ConsentBook.channelFor(wish.channel()) != ConsentBook.channelFor(channel)) {
            return false;
        }
        return wish.address() == null
                || canonical(workspaceId, wish)
                        .map(AddressAliases::identity)
                        .equals(Optional.of(AddressAliases.identity(consent.address())));
    }

    private Optional<String> canonical(UUID workspaceId, ConsentWish wish) {
        return Addresses.writable(
                wish.channel(),
                wish.address(),
                workspaces.find(workspaceId).orElseThrow().getDefaultRegion());
    }
}
