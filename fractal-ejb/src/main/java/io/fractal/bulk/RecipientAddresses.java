package io.fractal.bulk;

import io.fractal.channels.AddressAliases;
import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.database.Sql;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspace;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Finds out where the recipients of a job are reached, and which of them cannot be or were named before. Works in the caller's
 * transaction, with one query however many there are.
 */
@ApplicationScoped
public class RecipientAddresses {

    /** A contact's address on the channel; else its number on another channel that goes by number. */
    private static final String OF_CONTACTS = """
            select distinct on (c.id) c.id, a.address from contact c
            left join contact_address a on a.contact_id = c.id and (a.channel_type = ? or (? and a.address like '+%'
                and a.channel_type in ('SMS', 'WHATSAPP', 'RCS', 'VOICE')))
            where c.workspace_id = ? and c.id = any(cast(? as uuid[]))
            order by c.id, (a.channel_type = ?) desc nulls last, a.is_primary desc, a.created_at, a.id""";

    @Inject
    private EntityManager entities;

    @EJB
    private Workspaces workspaces;

    /** The recipients in their order, each with its address or the reason why it will get no message. */
    List<RecipientRow> of(UUID workspaceId, ChannelType channel, List<NewRecipient> recipients) {
        String region =
                workspaces.find(workspaceId).map(Workspace::getDefaultRegion).orElseThrow();
        Map<UUID, Optional<String>> ofContacts = ofContacts(workspaceId, channel, recipients);
        Set<String> seen = new HashSet<>();
        List<RecipientRow> rows = new ArrayList<>(recipients.size());
        for (NewRecipient recipient : recipients) {
            RecipientRow row = recipient.contactId() == null
                    ? addressed(recipient, channel, region)
                    : known(recipient, ofContacts.get(recipient.contactId()));
            rows.add(row.refused() != null || seen.add(AddressAliases.identity(row.address())) ? row : again(row));
        }
        return rows;
    }

    private Map<UUID, Optional<String>> ofContacts(
            UUID workspaceId, ChannelType channel, List<NewRecipient> recipients) {
        Map<UUID, Optional<String>> addresses = new HashMap<>();
        ChannelType kept = Addresses.keptUnder(channel);
        List<UUID> contacts = recipients.stream()
                .map(NewRecipient::contactId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (contacts.isEmpty()) {
            return addresses;
        }
        Sql.on(entities)
                .list(
                        OF_CONTACTS,
                        row -> addresses.put(row.uuid("id"), Optional.ofNullable(row.text("address"))),
                        kept,
                        Addresses.isByNumber(kept),
                        workspaceId,
                        contacts,
                        kept);
        return addresses;
    }

    private static RecipientRow addressed(NewRecipient recipient, ChannelType channel, String region) {
        return Addresses.writable(channel, recipient.to(), region)
                .map(address -> new RecipientRow(recipient, address, null))
                .orElseGet(() -> refused(
                        recipient,
                        recipient.to(),
                        "INVALID_ADDRESS",
                        "This is no address that can be written to on this channel"));
    }

    private static RecipientRow known(NewRecipient recipient, Optional<String> address) {
        if (address == null) {
            return refused(recipient, null, "UNKNOWN_CONTACT", "There is no such contact");
        }
        return address.map(found -> new RecipientRow(recipient, found, null))
                .orElseGet(() -> refused(
                        recipient, null, "CONTACT_NOT_REACHABLE", "The contact has no address on this channel"));
    }

    private static RecipientRow again(RecipientRow row) {
        return refused(
                row.recipient(),
                row.address(),
                "DUPLICATE_RECIPIENT",
                "The same address stands further up in this job");
    }

    private static RecipientRow refused(NewRecipient recipient, String address, String code, String words) {
        return new RecipientRow(recipient, address, new FieldError("to", code, words));
    }
}
