package io.fractal.consent;

import io.fractal.channels.AddressAliases;
import io.fractal.channels.Addresses;
import io.fractal.configuration.FieldError;
import io.fractal.contacts.ImportReaction;
import io.fractal.contacts.ImportRow;
import io.fractal.contacts.ImportRow.ConsentSaid;
import io.fractal.spi.ChannelType;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes consents from rows of an import. What a file says never lifts an objection: that is for whoever objected, and a file may be older
 * than the objection.
 */
@ApplicationScoped
public class ImportedConsents implements ImportReaction {

    @EJB
    private Consents consents;

    @Inject
    private ConsentBook book;

    @EJB
    private Workspaces workspaces;

    @Override
    public List<FieldError> imported(UUID workspaceId, UUID contactId, ImportRow row) {
        if (row.consents().isEmpty()) {
            return List.of();
        }
        List<ConsentView> addresses = consents.of(workspaceId, contactId);
        List<FieldError> unknown = new ArrayList<>();
        for (ConsentSaid said : row.consents()) {
            List<ConsentView> meant = meant(workspaceId, said, addresses);
            meant.forEach(address -> book.change(workspaceId, change(address), state(said)));
            if (meant.isEmpty()) {
                unknown.add(
                        new FieldError("consents", "NOT_AN_ADDRESS_OF_THE_CONTACT", "The contact has no such address"));
            }
        }
        return unknown;
    }

    private List<ConsentView> meant(UUID workspaceId, ConsentSaid said, List<ConsentView> addresses) {
        Optional<String> named = Optional.ofNullable(said.address())
                .map(address -> Addresses.writable(
                                said.channel(),
                                address,
                                workspaces.find(workspaceId).orElseThrow().getDefaultRegion())
                        .map(AddressAliases::identity)
                        .orElse(""));
        return addresses.stream()
                .filter(address -> ConsentBook.channelFor(ChannelType.valueOf(address.channelType()))
                        == ConsentBook.channelFor(said.channel()))
                .filter(address -> named.map(AddressAliases.identity(address.address())::equals)
                        .orElse(true))
                .toList();
    }

    private static ConsentChange change(ConsentView address) {
        return new ConsentChange(
                ChannelType.valueOf(address.channelType()), address.address(), ConsentSource.IMPORT, null, null, null);
    }

    private static ConsentState state(ConsentSaid said) {
        return said.granted() ? ConsentState.GRANTED : ConsentState.REVOKED;
    }
}
