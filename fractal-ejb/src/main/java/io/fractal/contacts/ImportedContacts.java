package io.fractal.contacts;

import io.fractal.channels.Addresses;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds and writes the contacts of an import with a few statements for many rows. Works in the caller's transaction. */
@ApplicationScoped
public class ImportedContacts {

    private static final String INSERT_CONTACTS = """
            insert into contact (id, workspace_id, name, email, locale, tags, metadata, created_at, updated_at)
            select n.id, ?, n.name, n.email, n.locale,
                coalesce(string_to_array(nullif(n.tags, ''), ','), '{}'), cast(n.metadata as jsonb), ?, ?
            from unnest(cast(? as uuid[]), cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                cast(? as text[])) as n (id, name, email, locale, tags, metadata)""";

    private static final String INSERT_ADDRESSES = """
            insert into contact_address
                (id, workspace_id, contact_id, channel_type, address, is_verified, is_primary, created_at)
            select n.id, ?, n.contact_id, n.channel_type, n.address, false, false, ?
            from unnest(cast(? as uuid[]), cast(? as uuid[]), cast(? as text[]), cast(? as text[]))
                as n (id, contact_id, channel_type, address)""";

    /** Exactly one primary address for each of these contacts that has any: the one that is it already, else the oldest. */
    private static final String SETTLE_PRIMARY = """
            update contact_address a set is_primary = true
            from (
                select distinct on (contact_id) id, is_primary from contact_address
                where contact_id = any(cast(? as uuid[])) order by contact_id, is_primary desc, created_at, id
            ) as chosen
            where chosen.id = a.id and not chosen.is_primary""";

    @Inject
    private EntityManager entities;

    @Inject
    private ContactRows rows;

    @EJB
    private Contacts contacts;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /** Reads what is known of some checked rows, whose addresses are locked. */
    Batch begin(UUID workspaceId, List<ImportRow> checked, boolean dryRun) {
        Batch batch = new Batch(workspaceId, dryRun);
        batch.readOwners(checked);
        batch.readIds(checked);
        batch.readMails(checked);
        return batch;
    }

    /** Rows that are taken together. For one thread. */
    final class Batch {

        private record New(UUID id, ImportRow row) {}

        private final UUID workspaceId;
        private final boolean dryRun;
        private final Map<ReachedAt, UUID> byAddress = new HashMap<>();
        private final Map<String, UUID> byNumber = new HashMap<>();
        private final Map<String, UUID> byMail = new HashMap<>();
        private final Set<UUID> there = new HashSet<>();
        private final List<New> added = new ArrayList<>();
        private final Map<Long, UUID> taken = new HashMap<>();
        private final List<NewEvent> happened = new ArrayList<>();

        private Batch(UUID workspaceId, boolean dryRun) {
            this.workspaceId = workspaceId;
            this.dryRun = dryRun;
        }

        private void readOwners(List<ImportRow> checked) {
            Sql.on(entities)
                    .list(
                            "select channel_type, identity, contact_id from contact_address where workspace_id = ?"
                                    + " and identity = any(cast(? as text[])) order by created_at, id",
                            row -> {
                                remember(
                                        new ReachedAt(
                                                ChannelType.valueOf(row.text("channel_type")), row.text("identity")),
                                        row.uuid("contact_id"));
                                return null;
                            },
                            workspaceId,
                            checked.stream()
                                    .map(ContactImport::addresses)
                                    .flatMap(Collection::stream)
                                    .map(at -> at.identity().address())
                                    .distinct()
                                    .toList());
        }

        private void readIds(List<ImportRow> checked) {
            there.addAll(Sql.on(entities)
                    .list(
                            "select id from contact where workspace_id = ? and id = any(cast(? as uuid[]))"
                                    + " and deleted_at is null and merged_into is null",
                            row -> row.uuid("id"),
                            workspaceId,
                            checked.stream()
                                    .map(ImportRow::contactId)
                                    .filter(Objects::nonNull)
                                    .toList()));
        }

        private void readMails(List<ImportRow> checked) {
            Sql.on(entities)
                    .list(
                            "select id, lower(email) as email from contact where workspace_id = ?"
                                    + " and lower(email) = any(cast(? as text[])) and deleted_at is null and merged_into is null"
                                    + " order by created_at, id",
                            row -> byMail.putIfAbsent(row.text("email"), row.uuid("id")),
                            workspaceId,
                            checked.stream().flatMap(row -> mail(row).stream()).toList());
        }

        private void remember(ReachedAt identity, UUID contactId) {
            byAddress.putIfAbsent(identity, contactId);
            if (isNumber(identity)) {
                byNumber.putIfAbsent(identity.address(), contactId);
            }
        }

        /** By its addresses; for rows without any, by the e-mail address. */
        List<UUID> owners(ImportRow row) {
            List<ReachedAt> addresses = ContactImport.addresses(row);
            Stream<UUID> found = addresses.isEmpty()
                    ? mail(row).map(byMail::get).stream()
                    : addresses.stream().map(this::owner);
            return found.filter(Objects::nonNull).distinct().toList();
        }

        private UUID owner(ReachedAt at) {
            UUID here = byAddress.get(at.identity());
            return here != null || !isNumber(at)
                    ? here
                    : byNumber.get(at.identity().address());
        }

        boolean isThere(UUID contactId) {
            return there.contains(contactId);
        }

        void create(ImportRow row) {
            UUID id = Ids.next();
            added.add(new New(id, row));
            taken.put(row.number(), id);
            ContactImport.addresses(row).forEach(at -> remember(at.identity(), id));
            mail(row).ifPresent(mail -> byMail.putIfAbsent(mail, id));
            happened.add(new NewEvent("contact.created", null, null, id, Map.of()));
        }

        /** The contact that a row has made or changed; empty for rows that were not taken. */
        Optional<UUID> contactOf(long number) {
            return Optional.ofNullable(taken.get(number));
        }

        void update(UUID contactId, ImportRow row) {
            taken.put(row.number(), contactId);
            if (dryRun) {
                return;
            }
            writeAdded(); // it may be one of them
            rows.hold(workspaceId, List.of(contactId));
            rows.overwrite(contactId, row.over(ContactDraft.of(contacts.get(workspaceId, contactId))));
            for (ChannelDraft channel : row.draft().channels()) {
                ReachedAt identity = ContactChecks.at(channel).identity();
                if (!byAddress.containsKey(identity)) {
                    rows.addChannel(workspaceId, contactId, channel);
                    remember(identity, contactId);
                }
            }
            rows.settlePrimary(contactId, null);
            happened.add(new NewEvent("contact.updated", null, null, contactId, Map.of()));
        }

        /** Writes what is new, unless it is a dry run. */
        void write() {
            if (!dryRun) {
                writeAdded();
                events.appendAll(workspaceId, happened);
            }
        }

        private void writeAdded() {
            if (added.isEmpty()) {
                return;
            }
            writeContacts();
            writeAddresses();
            Sql.on(entities).update(SETTLE_PRIMARY, added.stream().map(New::id).toList());
            added.clear();
        }

        private void writeContacts() {
            List<ContactDraft> drafts =
                    added.stream().map(each -> each.row().draft()).toList();
            Sql.on(entities)
                    .update(
                            INSERT_CONTACTS,
                            workspaceId,
                            clock.instant(),
                            clock.instant(),
                            added.stream().map(New::id).toList(),
                            drafts.stream().map(ContactDraft::name).toList(),
                            drafts.stream().map(ContactDraft::email).toList(),
                            drafts.stream().map(ContactDraft::locale).toList(),
                            drafts.stream()
                                    .map(draft -> String.join(",", draft.tags()))
                                    .toList(),
                            drafts.stream().map(ContactDraft::metadataJson).toList());
        }

        private void writeAddresses() {
            List<UUID> contactIds = new ArrayList<>();
            List<ReachedAt> addresses = new ArrayList<>();
            added.forEach(each -> ContactImport.addresses(each.row()).forEach(at -> {
                contactIds.add(each.id());
                addresses.add(at);
            }));
            Sql.on(entities)
                    .update(
                            INSERT_ADDRESSES,
                            workspaceId,
                            clock.instant(),
                            addresses.stream().map(at -> Ids.next()).toList(),
                            contactIds,
                            addresses.stream().map(at -> at.channel().name()).toList(),
                            addresses.stream().map(ReachedAt::address).toList());
        }

        private static Optional<String> mail(ImportRow row) {
            return Optional.ofNullable(row.draft().email()).map(mail -> mail.toLowerCase(Locale.ROOT));
        }

        private static boolean isNumber(ReachedAt at) {
            return Addresses.isByNumber(at.channel()) && at.address().startsWith("+");
        }
    }
}
