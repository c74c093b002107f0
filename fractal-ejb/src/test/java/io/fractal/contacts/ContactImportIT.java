package io.fractal.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.contacts.ImportRow.Column;
import io.fractal.contacts.ImportRow.ConsentSaid;
import io.fractal.contacts.ImportedRow.Outcome;
import io.fractal.spi.ChannelType;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContactImportIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private long number;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        number = 1;
    }

    @Test
    void newContactsAreMadeAndKnownOnesChangedWhereTheRowSaysSomething() {
        world.whatsapp("SM1", "+5511987654321", "Rui", "Oi");
        UUID rui = onlyContact();

        List<Outcome> outcomes = outcomes(
                ImportMode.UPSERT,
                row("Anna", "anna@example.org", List.of("vip"), "0171 3920001", "0171 3920002"),
                row(null, null, List.of("br"), "+551187654321"),
                row("Anna Schmidt", "ANNA@example.org", null));

        assertEquals(List.of(Outcome.CREATED, Outcome.UPDATED, Outcome.UPDATED), outcomes);
        ContactView known = get(rui);
        assertEquals("Rui", known.name(), "the row did not say otherwise");
        assertEquals(List.of("br"), known.tags());
        assertEquals(
                List.of("WHATSAPP +5511987654321", "SMS +551187654321"),
                known.channels().stream()
                        .map(c -> c.type() + " " + c.identifier())
                        .toList());
        assertEquals(
                List.of("Anna Schmidt anna@example.org".replace("anna@", "ANNA@") + " {vip}"),
                world.texts("select name || ' ' || email || ' ' || tags::text as t from contact where id <> ?", rui));
        assertEquals(2, world.count("select count(*) as n from contact_address where is_primary"));
        assertEquals(
                1,
                world.count("select count(*) as n from event where type = 'contact.created' and contact_id <> ?", rui));
    }

    @Test
    void theModesLeaveAloneWhatTheyDoNotWant() {
        assertEquals(List.of(Outcome.SKIPPED), outcomes(ImportMode.UPDATE, row("Anna", null, null, "0171 3920001")));
        assertEquals(List.of(Outcome.CREATED), outcomes(ImportMode.CREATE, row("Anna", null, null, "0171 3920001")));
        assertEquals(List.of(Outcome.SKIPPED), outcomes(ImportMode.CREATE, row("Berta", null, null, "0171 3920001")));
        assertEquals(List.of("Anna"), world.texts("select name as t from contact"));
    }

    @Test
    void aRowThatCannotBeTakenSaysWhyAndDoesNotStopTheOthers() {
        outcomes(ImportMode.CREATE, row("Anna", null, null, "0171 3920001"), row("Bert", null, null, "0171 3920002"));

        List<ImportedRow> results = take(
                ImportMode.UPSERT,
                false,
                row("Both", null, null, "0171 3920001", "0171 3920002"),
                row("Nobody", "not an address", null, "12"),
                row("Carl", null, null, "0171 3920003"),
                new ImportRow(++number, UUID.randomUUID(), draft("X", null, null), EnumSet.of(Column.NAME)));

        assertEquals(
                List.of(Outcome.FAILED, Outcome.FAILED, Outcome.CREATED, Outcome.FAILED),
                results.stream().map(ImportedRow::outcome).toList());
        assertTrue(results.get(0).errors().get(0).message().contains("belongs to other contacts"));
        assertEquals(
                List.of("email", "channels[0].identifier"),
                results.get(1).errors().stream().map(e -> e.field()).toList());
        assertEquals("id", results.get(3).errors().get(0).field());
        assertEquals(3, world.count("select count(*) as n from contact"));
    }

    @Test
    void consentsAreTakenFromAFileButNoObjectionIsLiftedByOne() {
        world.sms("SM1", "+491713920001", "STOP");
        List<ImportedRow> results = take(
                ImportMode.UPSERT,
                false,
                saying(
                        List.of("0171 3920002", "0171 3920003"),
                        new ConsentSaid(ChannelType.SMS, true, null),
                        new ConsentSaid(ChannelType.SMS, false, "0171 3920003")),
                saying(List.of("0171 3920001"), new ConsentSaid(ChannelType.SMS, true, null)),
                saying(List.of("0171 3920004"), new ConsentSaid(ChannelType.WHATSAPP, true, null)));

        assertEquals(
                List.of(
                        "+491713920001 REVOKED KEYWORD",
                        "+491713920002 GRANTED IMPORT",
                        "+491713920003 REVOKED IMPORT"),
                world.texts("select address || ' ' || state || ' ' || source as t from consent order by address"));
        assertEquals(Outcome.CREATED, results.get(2).outcome());
        assertEquals("consents", results.get(2).errors().get(0).field());
        assertEquals(
                List.of("GRANTED"),
                world.texts(
                        "select state as t from consent_event where address = '+491713920002' and source = 'IMPORT'"));
    }

    private ImportRow saying(List<String> phones, ConsentSaid... said) {
        return new ImportRow(
                ++number,
                null,
                draft("Anna", null, null, phones.toArray(String[]::new)),
                EnumSet.of(Column.NAME),
                List.of(said));
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing() {
        List<ImportedRow> results = take(
                ImportMode.UPSERT,
                true,
                row("Anna", null, null, "0171 3920001"),
                row("Anna again", null, null, "0171 3920001"));

        assertEquals(
                List.of(Outcome.CREATED, Outcome.UPDATED),
                results.stream().map(ImportedRow::outcome).toList());
        assertEquals(0, world.count("select count(*) as n from contact"));
        assertEquals(0, world.count("select count(*) as n from event"));
    }

    @Test
    void manyRowsAreWrittenTogether() {
        List<ImportRow> rows = new ArrayList<>();
        IntStream.range(0, 500)
                .forEach(i -> rows.add(row("N" + i, null, List.of("a", "b"), "+49171" + (2_000_000 + i))));

        take(ImportMode.CREATE, false, rows.toArray(ImportRow[]::new));

        assertEquals(500, world.count("select count(*) as n from contact where tags = array['a', 'b']"));
        assertEquals(500, world.count("select count(*) as n from contact_address where is_primary"));
        assertEquals(500, world.count("select count(*) as n from event where type = 'contact.created'"));
    }

    private List<Outcome> outcomes(ImportMode mode, ImportRow... rows) {
        return take(mode, false, rows).stream().map(ImportedRow::outcome).toList();
    }

    private List<ImportedRow> take(ImportMode mode, boolean dryRun, ImportRow... rows) {
        return world.inTransaction(
                () -> world.get(ContactImport.class).take(world.workspaceId, List.of(rows), mode, dryRun));
    }

    private ImportRow row(String name, String email, List<String> tags, String... phones) {
        Set<Column> given = EnumSet.noneOf(Column.class);
        if (name != null) {
            given.add(Column.NAME);
        }
        if (email != null) {
            given.add(Column.EMAIL);
        }
        if (tags != null) {
            given.add(Column.TAGS);
        }
        return new ImportRow(++number, null, draft(name, email, tags, phones), given);
    }

    private static ContactDraft draft(String name, String email, List<String> tags, String... phones) {
        return new ContactDraft(
                name,
                email,
                null,
                tags == null ? List.of() : tags,
                null,
                List.of(phones).stream()
                        .map(phone -> new ChannelDraft(ChannelType.SMS, phone, false, false))
                        .toList());
    }

    private UUID onlyContact() {
        return UUID.fromString(world.texts("select id::text as t from contact").get(0));
    }

    private ContactView get(UUID id) {
        return world.inTransaction(() -> world.get(Contacts.class).get(world.workspaceId, id));
    }
}
