package io.fractal.contacts;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Makes contacts and changes them. */
@Stateless
public class ContactEditing {

    @EJB
    private Contacts contacts;

    @Inject
    private ContactRows rows;

    @Inject
    private ContactBook book;

    @EJB
    private Workspaces workspaces;

    /**
     * Makes a contact.
     *
     * @throws InvalidRequestException when something about it is wrong; it lists every reason found
     * @throws AddressTakenException when another contact has one of the addresses
     */
    public ContactView create(UUID workspaceId, ContactDraft draft) {
        ContactDraft kept = checks(workspaceId).checked(draft);
        List<ChannelDraft> channels =
                Optional.ofNullable(Replacements.channels(kept, List.of())).orElse(List.of());
        hold(workspaceId, channels);
        requireFree(workspaceId, kept, channels, null);
        UUID id = rows.add(workspaceId, kept);
        addAll(workspaceId, id, channels);
        rows.log(workspaceId, "contact.created", id, Map.of());
        return contacts.get(workspaceId, id);
    }

    /**
     * Changes a contact.
     *
     * @param expected when the contact was last changed as far as the caller knows; {@code null} when any state will do
     * @param change what becomes of it
     * @throws ContactNotFoundException when this workspace has no contact of that id
     * @throws ContactMergedException when it has become part of another
     * @throws io.fractal.database.ChangedMeanwhileException when it is no longer as the caller expects it
     * @throws InvalidRequestException when something about the result is wrong; it lists every reason found
     * @throws AddressTakenException when another contact has one of the addresses
     */
    public ContactView change(UUID workspaceId, UUID contactId, Instant expected, UnaryOperator<ContactDraft> change) {
        ContactView seen = contacts.get(workspaceId, contactId);
        List<ChannelDraft> foreseen = Replacements.channels(draft(workspaceId, seen, change), seen.channels());
        // addresses before the contact, so that nobody who holds one waits for the other
        hold(workspaceId, foreseen == null ? List.of() : foreseen);
        rows.hold(workspaceId, List.of(contactId));
        ContactView present = contacts.get(workspaceId, contactId);
        present.requireState(expected);
        ContactDraft kept = draft(workspaceId, present, change);
        rows.overwrite(contactId, kept);
        // what it has that was not foreseen it got meanwhile, and keeps
        List<ChannelDraft> wanted = Replacements.channels(kept, present.channels());
        if (wanted != null) {
            requireFree(workspaceId, kept, wanted, contactId);
            replace(workspaceId, contactId, wanted);
        }
        rows.log(workspaceId, "contact.updated", contactId, Map.of());
        return contacts.get(workspaceId, contactId);
    }

    /**
     * Gives a contact another address.
     *
     * @return the contact with it
     * @throws InvalidRequestException when it is no address
     * @throws AddressTakenException when a contact has it already, this one included
     */
    public ContactView addChannel(UUID workspaceId, UUID contactId, Instant expected, ChannelDraft channel) {
        ChannelDraft kept = checks(workspaceId).checked(channel);
        hold(workspaceId, List.of(kept));
        return held(workspaceId, contactId, expected, () -> {
            requireAbsent(workspaceId, contactId, kept);
            rows.owner(workspaceId, ContactChecks.at(kept), contactId).ifPresent(owner -> {
                throw new AddressTakenException("identifier", owner);
            });
            if (rows.channels(workspaceId, contactId).size() >= ContactChecks.MOST_CHANNELS) {
                throw invalid("identifier", "TOO_MANY_CHANNELS", "The contact has as many addresses as it can have");
            }
            UUID id = rows.addChannel(workspaceId, contactId, kept);
            rows.settlePrimary(contactId, kept.primary() ? id : null);
        });
    }

    /**
     * Changes what is said of an address.
     *
     * @param verified whether somebody vouches for it; {@code null} to leave that
     * @param primary {@code true} to make it the one that is written to when nobody chooses; {@code null} to leave that
     * @throws ChannelNotFoundException when the contact has no such address
     * @throws InvalidRequestException when the primary address shall no longer be it, and no other is named
     */
    public ContactView changeChannel(
            UUID workspaceId, UUID contactId, UUID addressId, Boolean verified, Boolean primary) {
        return held(workspaceId, contactId, null, () -> {
            ContactRows.Kept kept = channel(workspaceId, contactId, addressId);
            if (Boolean.FALSE.equals(primary) && kept.primary()) {
                throw invalid("isPrimary", "PRIMARY_REQUIRED", "Make another address the primary one instead");
            }
            if (verified != null) {
                rows.verify(addressId, verified);
            }
            rows.settlePrimary(contactId, Boolean.TRUE.equals(primary) ? addressId : null);
        });
    }

    /**
     * Takes an address away from a contact. If it was the primary one, the oldest of the others becomes it.
     *
     * @throws ChannelNotFoundException when the contact has no such address
     */
    public ContactView removeChannel(UUID workspaceId, UUID contactId, Instant expected, UUID addressId) {
        rows.holdWithAddresses(workspaceId, List.of(contactId));
        return held(workspaceId, contactId, expected, () -> {
            rows.removeChannel(channel(workspaceId, contactId, addressId).id());
            rows.settlePrimary(contactId, null);
        });
    }

    private ContactView held(UUID workspaceId, UUID contactId, Instant expected, Runnable change) {
        contacts.get(workspaceId, contactId);
        rows.hold(workspaceId, List.of(contactId));
        contacts.get(workspaceId, contactId).requireState(expected);
        change.run();
        rows.touch(contactId);
        rows.log(workspaceId, "contact.updated", contactId, Map.of());
        return contacts.get(workspaceId, contactId);
    }

    private ContactRows.Kept channel(UUID workspaceId, UUID contactId, UUID addressId) {
        return rows.channels(workspaceId, contactId).stream()
                .filter(channel -> channel.id().equals(addressId))
                .findFirst()
                .orElseThrow(() -> new ChannelNotFoundException(contactId, addressId));
    }

    private void requireAbsent(UUID workspaceId, UUID contactId, ChannelDraft channel) {
        boolean there = rows.channels(workspaceId, contactId).stream()
                .anyMatch(kept ->
                        kept.at().identity().equals(ContactChecks.at(channel).identity()));
        if (there) {
            throw new AddressTakenException("identifier", contactId);
        }
    }

    private ContactDraft draft(UUID workspaceId, ContactView contact, UnaryOperator<ContactDraft> change) {
        return checks(workspaceId).checked(change.apply(ContactDraft.of(contact)));
    }

    private void requireFree(UUID workspaceId, ContactDraft draft, List<ChannelDraft> channels, UUID contactId) {
        for (int i = 0; i < channels.size(); i++) {
            String field = draft.inPlace().isEmpty()
                    ? "channels[" + i + "].identifier"
                    : ContactChecks.fieldOf(channels.get(i).type());
            rows.owner(workspaceId, ContactChecks.at(channels.get(i)), contactId)
                    .ifPresent(owner -> {
                        throw new AddressTakenException(field, owner);
                    });
        }
    }

    /** Keeps the addresses that are wanted and there, so that their ids stay. */
    private void replace(UUID workspaceId, UUID contactId, List<ChannelDraft> wanted) {
        List<ChannelDraft> missing = new ArrayList<>(wanted);
        UUID primary = null;
        for (ContactRows.Kept kept : rows.channels(workspaceId, contactId)) {
            Optional<ChannelDraft> same = wanted.stream()
                    .filter(channel -> ContactChecks.at(channel)
                            .identity()
                            .equals(kept.at().identity()))
                    .findFirst();
            if (same.isEmpty()) {
                rows.removeChannel(kept.id());
                continue;
            }
            missing.remove(same.get());
            rows.verify(kept.id(), same.get().verified() || kept.verified());
            primary = same.get().primary() ? kept.id() : primary;
        }
        UUID added = addAll(workspaceId, contactId, missing);
        rows.settlePrimary(contactId, added == null ? primary : added);
    }

    /** Returns the one that is to be the primary address, or {@code null}. */
    private UUID addAll(UUID workspaceId, UUID contactId, List<ChannelDraft> channels) {
        UUID primary = null;
        for (ChannelDraft channel : channels) {
            UUID id = rows.addChannel(workspaceId, contactId, channel);
            primary = channel.primary() ? id : primary;
        }
        rows.settlePrimary(contactId, primary);
        return primary;
    }

    private void hold(UUID workspaceId, Collection<ChannelDraft> channels) {
        book.lockAll(workspaceId, channels.stream().map(ContactChecks::at).toList());
    }

    private ContactChecks checks(UUID workspaceId) {
        return new ContactChecks(workspaces.find(workspaceId).orElseThrow().getDefaultRegion());
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, code, message)));
    }
}
