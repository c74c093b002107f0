package io.fractal.sending;

import io.fractal.channels.AddressAliases;
import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.Contact;
import io.fractal.contacts.ContactBook;
import io.fractal.contacts.ReachedAt;
import io.fractal.conversations.ConversationBook;
import io.fractal.conversations.ConversationNotFoundException;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Regions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
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
     * The contact, conversation and address that are meant; contact and conversation are made when an address is named that nobody
     * had.
     *
     * @throws InvalidRequestException when contact or address does not exist
     * @throws ConversationNotFoundException when this workspace has no such conversation
     */
    Recipient of(UUID workspaceId, Addressee to) {
        Optional<UUID> contactId = contactId(workspaceId, to);
        if (contactId.isEmpty()) {
            return addressed(workspaceId, to);
        }
        Contact contact = contact(workspaceId, contactId.get());
        ChannelType channel = channel(to, contact);
        String address = address(workspaceId, to, contact, channel);
        return recipient(contact, channel, address, false);
    }

    /**
     * The same without making anything: contact and conversation are {@code null} where there are none yet.
     *
     * @throws InvalidRequestException when contact or address does not exist
     * @throws ConversationNotFoundException when this workspace has no such conversation
     */
    Recipient lookedFor(UUID workspaceId, Addressee to) {
        Optional<UUID> contactId = contactId(workspaceId, to);
        if (contactId.isPresent()) {
            Contact contact = contact(workspaceId, contactId.get());
            ChannelType channel = channel(to, contact);
            return known(workspaceId, contact, channel, address(workspaceId, to, contact, channel));
        }
        ChannelType channel = RequestChecks.channelNamed(to.channelType()).orElse(ChannelType.SMS);
        String address = canonical(workspaceId, channel, to.address());
        return Sql.on(entities)
                .first(
                        "select contact_id from contact_address where workspace_id = ? and identity = ?"
                                + " order by channel_type = ? desc, created_at, id limit 1",
                        row -> row.uuid("contact_id"),
                        workspaceId,
                        AddressAliases.identity(address),
                        Addresses.keptUnder(channel))
                .map(found -> known(workspaceId, contact(workspaceId, found), channel, address))
                .orElseGet(() -> new Recipient(workspaceId, null, null, channel, address, false, false));
    }

    private Recipient known(UUID workspaceId, Contact contact, ChannelType channel, String address) {
        UUID conversation = Sql.on(entities)
                .first(
                        "select id from conversation where workspace_id = ? and contact_id = ?",
                        row -> row.uuid("id"),
                        workspaceId,
                        contact.getId())
                .orElse(null);
        return new Recipient(workspaceId, contact, conversation, channel, address, false, false);
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
                .orElseThrow(() -> new ConversationNotFoundException(to.conversationId())));
    }

    private Recipient addressed(UUID workspaceId, Addressee to) {
        ChannelType channel = RequestChecks.channelNamed(to.channelType()).orElse(ChannelType.SMS);
        ReachedAt reachedAt = new ReachedAt(channel, canonical(workspaceId, channel, to.address()));
        contacts.lock(workspaceId, reachedAt);
        ContactBook.Entry entry = contacts.at(workspaceId, reachedAt, Optional.empty(), false);
        return recipient(entry.contact(), channel, reachedAt.address(), entry.created());
    }

    private Recipient recipient(Contact contact, ChannelType channel, String address, boolean contactCreated) {
        ConversationBook.Entry conversation = conversations.with(contact);
        return new Recipient(
                contact.getWorkspaceId(),
                contact,
                conversation.conversationId(),
                channel,
                address,
                contactCreated,
                conversation.created());
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
