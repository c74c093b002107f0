package io.fractal.contacts;

import io.fractal.channels.PhoneNumbers;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.ImportedRow.Outcome;
import io.fractal.tenancy.Workspaces;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes contacts in from files, some rows at a time: each call is a transaction of its own, so that a file of any length needs little
 * memory and holds no lock for long. A row that cannot be taken does not stop the others.
 */
@Stateless
public class ContactImport {

    @Inject
    private ContactBook book;

    @Inject
    private ImportedContacts imported;

    @Inject
    @Any
    private Instance<ImportReaction> reactions;

    @EJB
    private Workspaces workspaces;

    /**
     * Takes some rows.
     *
     * @param dryRun whether to say only what would become of them
     * @return what became of each, in their order
     */
    public List<ImportedRow> take(UUID workspaceId, List<ImportRow> rows, ImportMode mode, boolean dryRun) {
        String region = workspaces.find(workspaceId).orElseThrow().getDefaultRegion();
        List<ImportRow> checked = new ArrayList<>();
        List<ImportedRow> failed = new ArrayList<>();
        for (ImportRow row : rows) {
            try {
                checked.add(new ImportRow(
                        row.number(),
                        row.contactId(),
                        new ContactChecks(region).checked(named(row.draft())),
                        row.given(),
                        row.consents()));
            } catch (InvalidRequestException invalid) {
                failed.add(ImportedRow.failed(row.number(), invalid.errors()));
            }
        }
        book.lockAll(
                workspaceId,
                checked.stream()
                        .map(ContactImport::addresses)
                        .flatMap(Collection::stream)
                        .toList());
        ImportedContacts.Batch batch = imported.begin(workspaceId, checked, dryRun);
        List<ImportedRow> results = new ArrayList<>(failed);
        Map<Long, ImportRow> byNumber = new HashMap<>();
        for (ImportRow row : checked) {
            byNumber.put(row.number(), row);
            results.add(take(batch, row, mode));
        }
        batch.write();
        if (!dryRun) {
            results.replaceAll(result -> react(workspaceId, batch, byNumber.get(result.number()), result));
        }
        results.sort(Comparator.comparingLong(ImportedRow::number));
        return results;
    }

    private ImportedRow react(UUID workspaceId, ImportedContacts.Batch batch, ImportRow row, ImportedRow result) {
        Optional<UUID> contact = batch.contactOf(result.number());
        List<FieldError> notTaken = new ArrayList<>();
        contact.ifPresent(
                id -> reactions.forEach(reaction -> notTaken.addAll(reaction.imported(workspaceId, id, row))));
        return result.but(notTaken);
    }

    /** Whoever has no name is called by the first address, as somebody is who writes without one. */
    private static ContactDraft named(ContactDraft draft) {
        if (draft.name() != null) {
            return draft;
        }
        String name = draft.channels().stream()
                .map(ChannelDraft::identifier)
                .map(PhoneNumbers::formatted)
                .findFirst()
                .orElse(draft.email());
        return new ContactDraft(
                name, draft.email(), draft.locale(), draft.tags(), draft.metadataJson(), draft.channels());
    }

    static List<ReachedAt> addresses(ImportRow row) {
        return row.draft().channels().stream().map(ContactChecks::at).toList();
    }

    private static ImportedRow take(ImportedContacts.Batch batch, ImportRow row, ImportMode mode) {
        List<UUID> owners = batch.owners(row);
        if (owners.size() > 1) {
            return ImportedRow.failed(
                    row.number(),
                    new FieldError("phone", "ADDRESS_TAKEN", "belongs to other contacts: " + joined(owners)));
        }
        if (row.contactId() != null && !batch.isThere(row.contactId())) {
            return ImportedRow.failed(
                    row.number(), new FieldError("id", "CONTACT_NOT_FOUND", "There is no such contact"));
        }
        Optional<UUID> owner = owners.stream().findFirst();
        if (row.contactId() != null && owner.isPresent() && !owner.get().equals(row.contactId())) {
            return ImportedRow.failed(
                    row.number(), new FieldError("phone", "ADDRESS_TAKEN", "belongs to contact " + owner.get()));
        }
        return settle(batch, row, mode, Optional.ofNullable(row.contactId()).or(() -> owner));
    }

    private static ImportedRow settle(
            ImportedContacts.Batch batch, ImportRow row, ImportMode mode, Optional<UUID> known) {
        ImportMode unwanted = known.isPresent() ? ImportMode.CREATE : ImportMode.UPDATE;
        if (mode == unwanted) {
            return ImportedRow.of(row.number(), Outcome.SKIPPED);
        }
        if (known.isEmpty()) {
            batch.create(row);
            return ImportedRow.of(row.number(), Outcome.CREATED);
        }
        batch.update(known.get(), row);
        return ImportedRow.of(row.number(), Outcome.UPDATED);
    }

    private static String joined(List<UUID> ids) {
        return String.join(", ", ids.stream().map(UUID::toString).toList());
    }
}
