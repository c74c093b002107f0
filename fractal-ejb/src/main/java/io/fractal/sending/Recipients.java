package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.Contact;
import io.fractal.contacts.ContactBook;
import io.fractal.contacts.ReachedAt;
import io.fractal.conversations.ConversationBook;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Regions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Finds out to whom a request to send is addressed. Works in the caller's transaction. */
@ApplicationScoped
public class Recipients {

    @Inject
    private EntityManager entities;

    @Inject
    private ContactBook contacts;

    @Inject
    private ConversationBook conversations;

    @Inject
    private Regions regions;

    /**
     * Finds the contact, conversation and address that each draft means; those that mean nobody are refused. Addresses and conversations
     * are held until the transaction ends. What is not there yet, {@link #makeMissing} makes.
     */
    void find(UUID workspaceId, List<Draft> drafts) {
        Map<Draft, ReachedAt> named = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            draft.attempt(() -> {
                Addressee to = draft.request().to();
                contactId(workspaceId, to)
                        .ifPresentOrElse(
                                contactId -> draft.goesTo(ofContact(workspaceId, contactId, to)),
                                () -> named.put(draft, reachedAt(workspaceId, to)));
            });
        }
        findAt(workspaceId, named);
        place(workspaceId, DraftChecks.open(drafts));
    }

    private void findAt(UUID workspaceId, Map<Draft, ReachedAt> named) {
        if (named.isEmpty()) {
            return;
        }
        contacts.lockAll(workspaceId, named.values());
        Map<ReachedAt, UUID> known = contacts.knownAt(workspaceId, named.values());
        named.forEach((draft, reachedAt) -> {
            UUID contactId = known.get(reachedAt);
            if (contactId == null) {
                draft.goesToNew(reachedAt);
                contactId = contacts.owner(workspaceId, reachedAt).orElse(null);
            }
            ChannelType channel = channelNamed(draft.request().to());
            draft.goesTo(new Recipient(workspaceId, contactId, null, channel, reachedAt.address()));
        });
    }

    /** In the conversations that there are. */
    private void place(UUID workspaceId, List<Draft> drafts) {
        List<UUID> contactIds = drafts.stream()
                .map(draft -> draft.recipient().contactId())
                .filter(Objects::nonNull)
                .toList();
        if (contactIds.isEmpty()) {
            return;
        }
        Map<UUID, UUID> held = conversations.hold(workspaceId, contactIds);
        drafts.forEach(draft ->
                draft.goesTo(draft.recipient().in(held.get(draft.recipient().contactId()), false)));
    }

    /** Makes the contacts and conversations that {@link #find} found missing. */
    void makeMissing(UUID workspaceId, List<Draft> drafts) {
        for (Draft draft : drafts) {
            draft.newAddress().ifPresent(address -> {
                ContactBook.Entry entry = contacts.at(workspaceId, address, Optional.empty(), false);
                draft.goesTo(draft.recipient().as(entry.contact().getId(), entry.created()));
            });
        }
        drafts.stream()
                .filter(draft -> draft.recipient().conversationId() == null)
                // in one order, so that two callers never wait for each other
                .sorted(Comparator.comparing(draft -> draft.recipient().contactId()))
                .forEach(draft -> {
                    ConversationBook.Entry entry =
                            conversations.with(workspaceId, draft.recipient().contactId());
                    draft.goesTo(draft.recipient().in(entry.conversationId(), entry.created()));
                });
    }

    private Recipient ofContact(UUID workspaceId, UUID contactId, Addressee to) {
        Contact contact = contact(workspaceId, contactId);
        ChannelType channel = channel(to, contact);
        return new Recipient(workspaceId, contactId, null, channel, address(workspaceId, to, contact, channel));
    }

    private ReachedAt reachedAt(UUID workspaceId, Addressee to) {
        ChannelType channel = channelNamed(to);
        return new ReachedAt(channel, canonical(workspaceId, channel, to.address()));
    }

    private static ChannelType channelNamed(Addressee to) {
        return RequestChecks.channelNamed(to.channelType()).orElse(ChannelType.SMS);
    }

    /**
     * The same for one, without holding anything.
     *
     * @throws InvalidRequestException when conversation, contact or address does not exist
     */
    Recipient lookedFor(UUID workspaceId, Addressee to) {
        Optional<UUID> contactId = contactId(workspaceId, to);
        Recipient recipient = contactId
                .map(found -> ofContact(workspaceId, found, to))
                .orElseGet(() -> {
                    ReachedAt address = reachedAt(workspaceId, to);
                    UUID owner = contacts.owner(workspaceId, address).orElse(null);
                    return new Recipient(workspaceId, owner, null, channelNamed(to), address.address());
                });
        return recipient.in(conversation(workspaceId, recipient.contactId()), false);
    }

    private UUID conversation(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .first(
                        "select id from conversation where workspace_id = ? and contact_id = ?",
                        row -> row.uuid("id"),
                        workspaceId,
                        contactId)
                .orElse(null);
    }

    private Contact contact(UUID workspaceId, UUID contactId) {
        return contacts.find(workspaceId, contactId)
                .orElseThrow(() -> invalid("contactId", "UNKNOWN_CONTACT", "There is no such contact"));
    }

    private Optional<UUID> contactId(UUID workspaceId, Addressee to) {
        if (to.conversationId() == null) {
            return Optional.ofNullable(to.contactId());
        }
        return Optional.of(Sql.on(entities)
                .first(
                        "select contact_id from conversation where workspace_id = ? and id = ?",
                        row -> row.uuid("contact_id"),
                        workspaceId,
                        to.conversationId())
                .orElseThrow(() -> invalid("conversationId", "UNKNOWN_CONVERSATION", "There is no such conversation")));
    }

    /** The channel asked for, else the one last written on, else that of the contact's primary address, else SMS. */
    private ChannelType channel(Addressee to, Contact contact) {
        return RequestChecks.channelNamed(to.channelType())
                .or(() -> lastChannel(contact))
                .or(() -> contacts.addresses(contact).stream().findFirst().map(ReachedAt::channel))
                .orElse(ChannelType.SMS);
    }

    private Optional<ChannelType> lastChannel(Contact contact) {
        return Sql.on(entities)
                .first(
                        "select last_channel_type from conversation where workspace_id = ? and contact_id = ?"
                                + " and last_channel_type is not null",
                        row -> row.text("last_channel_type"),
                        contact.getWorkspaceId(),
                        contact.getId())
                .flatMap(RequestChecks::channelNamed)
                .map(Addresses::keptUnder);
    }

    /** The address asked for if it is the contact's, else the first one on this channel, else a number of another channel. */
    private String address(UUID workspaceId, Addressee to, Contact contact, ChannelType channel) {
        List<ReachedAt> known = contacts.addresses(contact);
        if (to.address() != null && !to.address().isBlank()) {
            String wanted = canonical(workspaceId, channel, to.address());
            return known.stream()
                    .map(ReachedAt::address)
                    .filter(wanted::equals)
                    .findFirst()
                    .orElseThrow(
                            () -> invalid("to", "NOT_AN_ADDRESS_OF_THE_CONTACT", "The contact has no such address"));
        }
        return known.stream()
                .filter(address -> address.channel() == Addresses.keptUnder(channel))
                .findFirst()
                .or(() -> known.stream()
                        .filter(address -> servesAlso(address, channel))
                        .findFirst())
                .map(ReachedAt::address)
                .orElseThrow(() ->
                        invalid("channelType", "CONTACT_NOT_REACHABLE", "The contact has no address on this channel"));
    }

    private static boolean servesAlso(ReachedAt address, ChannelType channel) {
        return Addresses.isByNumber(channel)
                && Addresses.isByNumber(address.channel())
                && address.address().startsWith("+");
    }

    private String canonical(UUID workspaceId, ChannelType channel, String address) {
        String region = regions.of(workspaceId)
                .orElseThrow(() -> invalid("to", "UNKNOWN_WORKSPACE", "There is no such workspace"));
        return Addresses.writable(channel, address, region)
                .orElseThrow(() ->
                        invalid("to", "INVALID_ADDRESS", "This is no address that can be written to on this channel"));
    }

    private static InvalidRequestException invalid(String field, String code, String message) {
        return new InvalidRequestException(List.of(new FieldError(field, code, message)));
    }
}
