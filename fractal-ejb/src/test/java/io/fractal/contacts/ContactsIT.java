package io.fractal.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.consent.ConsentChange;
import io.fractal.consent.ConsentSource;
import io.fractal.consent.Consents;
import io.fractal.contacts.ContactFilter.Consent;
import io.fractal.contacts.ContactFilter.Sort;
import io.fractal.conversations.ContactDeletions;
import io.fractal.conversations.ContactDeletions.MessagesToo;
import io.fractal.database.ChangedMeanwhileException;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.spi.ChannelType;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContactsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private ContactEditing editing;
    private Contacts contacts;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        editing = world.get(ContactEditing.class);
        contacts = world.get(Contacts.class);
    }

    @Test
    void aContactIsKeptInCanonicalFormWithOnePrimaryAddress() {
        ContactView made = create(new ContactDraft(
                "  Anna Schmidt ",
                "anna@example.org",
                "de-de",
                List.of("vip", " vip", "Köln"),
                "{\"crm\":7}",
                List.of(
                        channel(ChannelType.MMS, "0171 392 0001"),
                        new ChannelDraft(ChannelType.WHATSAPP, "+49 171/3920001", true, true),
                        channel(ChannelType.WHATSAPP, "BR.1A2B"),
                        channel(ChannelType.EMAIL, "Anna@Example.ORG"))));

        assertEquals("Anna Schmidt", made.name());
        assertEquals("de-DE", made.locale());
        assertEquals(List.of("vip", "Köln"), made.tags());
        assertEquals("{\"crm\": 7}", made.metadataJson());
        assertEquals(
                List.of("WHATSAPP +491713920001", "SMS +491713920001", "WHATSAPP BR.1A2B", "EMAIL anna@example.org"),
                made.channels().stream()
                        .map(c -> c.type() + " " + c.identifier())
                        .toList());
        assertEquals(
                List.of(true, false, false, false),
                made.channels().stream().map(ChannelView::primary).toList());
        assertEquals(List.of("contact.created"), world.texts("select type as t from event"));
        assertThrows(ContactNotFoundException.class, () -> get(UUID.randomUUID(), made.id()));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        ContactDraft wrong = new ContactDraft(
                " ",
                "nobody",
                "not a language",
                Stream.concat(IntStream.range(0, 51).mapToObj(i -> "t" + i), Stream.of("x".repeat(65), "a,b"))
                        .toList(),
                "[]",
                List.of(
                        channel(ChannelType.SMS, "12"),
                        channel(ChannelType.EMAIL, "a@b"),
                        channel(ChannelType.WHATSAPP, "BR.1A 2B"),
                        channel(null, "+491713920001"),
                        channel(ChannelType.SMS, "+5215512345678"),
                        channel(ChannelType.SMS, "+52 55 1234 5678")));

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> create(wrong));

        assertEquals(
                List.of(
                        "name",
                        "email",
                        "locale",
                        "tags",
                        "tags",
                        "tags",
                        "metadata",
                        "channels[0].identifier",
                        "channels[1].identifier",
                        "channels[2].identifier",
                        "channels[3].type",
                        "channels[5].identifier"),
                refused.errors().stream().map(FieldError::field).toList());
        assertEquals(0, world.count("select count(*) as n from contact"));
    }

    @Test
    void anAddressBelongsToOneContactWhateverItsSpellingAndChannel() {
        ContactView first = create(named("Anna", channel(ChannelType.WHATSAPP, "+5491123456789")));

        for (ChannelDraft same : List.of(
                channel(ChannelType.WHATSAPP, "+5491123456789"), channel(ChannelType.SMS, "+54 11 2345-6789"))) {
            AddressTakenException taken = assertThrows(AddressTakenException.class, () -> create(named("Bert", same)));
            assertEquals(first.id(), taken.owner());
            assertTrue(taken.details().get(0).message().contains(first.id().toString()));
        }
        ContactView bert = create(named("Bert"));
        assertThrows(
                AddressTakenException.class, () -> addChannel(bert.id(), channel(ChannelType.SMS, "+541123456789")));
        assertEquals(2, world.count("select count(*) as n from contact"));
    }

    @Test
    void whoKnowsAnOlderStateDoesNotOverwriteTheNewer() {
        ContactView made = create(named("Anna"));
        ContactView changed = change(made.id(), made.updatedAt(), renamed("Anna Schmidt"));

        assertNotEquals(made.updatedAt(), changed.updatedAt(), "although the clock stands still");
        assertThrows(ChangedMeanwhileException.class, () -> change(made.id(), made.updatedAt(), renamed("Anna Meier")));
        assertEquals("Anna Schmidt", get(world.workspaceId, made.id()).name());
        assertEquals(
                "Anna Meier", change(made.id(), null, renamed("Anna Meier")).name());
    }

    @Test
    void addressesComeAndGoAndOneOfThemIsAlwaysThePrimaryOne() {
        ContactView anna = create(named("Anna", channel(ChannelType.SMS, "+491713920001")));
        ContactView two = addChannel(anna.id(), new ChannelDraft(ChannelType.WHATSAPP, "+491713920002", false, true));
        assertEquals("WHATSAPP", two.channels().get(0).type());
        UUID whatsapp = two.channels().get(0).id();
        UUID sms = two.channels().get(1).id();

        ContactView back =
                world.inTransaction(() -> editing.changeChannel(world.workspaceId, anna.id(), sms, true, true));
        assertEquals(sms, back.channels().get(0).id());
        assertTrue(back.channels().get(0).verified());
        assertThrows(
                InvalidRequestException.class,
                () -> world.inTransaction(() -> editing.changeChannel(world.workspaceId, anna.id(), sms, null, false)));

        ContactView one = world.inTransaction(() -> editing.removeChannel(world.workspaceId, anna.id(), null, sms));
        assertEquals(
                List.of(whatsapp), one.channels().stream().map(ChannelView::id).toList());
        assertTrue(one.channels().get(0).primary());
        assertThrows(
                ChannelNotFoundException.class,
                () -> world.inTransaction(() -> editing.removeChannel(world.workspaceId, anna.id(), null, sms)));
        create(named("Bert", channel(ChannelType.SMS, "+491713920001")));
    }

    @Test
    void replacedAddressesKeepTheirIdsWhereTheyStay() {
        ContactView anna = create(
                named("Anna", channel(ChannelType.SMS, "+491713920001"), channel(ChannelType.SMS, "+491713920002")));
        UUID second = anna.channels().get(1).id();

        ContactView changed = change(
                anna.id(),
                null,
                present -> new ContactDraft(
                        "Anna",
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(
                                channel(ChannelType.SMS, "0171-3920002"),
                                channel(ChannelType.WHATSAPP, "+491713920003"))));

        assertEquals(
                List.of("+491713920002", "+491713920003"),
                changed.channels().stream().map(ChannelView::identifier).toList());
        assertEquals(second, changed.channels().get(0).id());
        assertTrue(changed.channels().get(0).primary());
    }

    @Test
    void theListIsFilteredSortedAndReadOnFromACursor() {
        List<String> names = List.of("Dora", "anna", "Carl", "Bert", "Emil");
        for (int i = 0; i < names.size(); i++) {
            world.clock.advance(java.time.Duration.ofSeconds(1));
            create(new ContactDraft(
                    names.get(i),
                    null,
                    null,
                    i % 2 == 0 ? List.of("even", "all") : List.of("all"),
                    null,
                    List.of(channel(i < 3 ? ChannelType.SMS : ChannelType.WHATSAPP, "+49171392000" + i))));
        }
        DATABASE.doInTransaction(() -> {
            Consents consents = world.get(Consents.class);
            consents.revoke(world.workspaceId, said(ChannelType.RCS, "+491713920000"));
            consents.grant(world.workspaceId, said(ChannelType.WHATSAPP, "+491713920003"));
        });

        assertEquals(List.of("anna", "Bert", "Carl", "Dora", "Emil"), all(filter(null, null, null, Sort.NAME)));
        assertEquals(
                List.of("Emil", "Dora", "Carl", "Bert", "anna"), all(filter(null, null, null, Sort.NAME_DESCENDING)));
        assertEquals(names, all(filter(null, null, null, Sort.CREATED)));
        assertEquals(
                List.of("Emil", "Bert", "Carl", "anna", "Dora"),
                all(filter(null, null, null, Sort.UPDATED_DESCENDING)));
        assertEquals(List.of("Carl", "Dora", "Emil"), all(filter("even,all", null, null, Sort.NAME)));
        assertEquals(List.of("Bert", "Emil"), all(filter(null, "WHATSAPP", null, Sort.NAME)));
        assertEquals(List.of("Dora"), all(filter(null, null, Consent.REVOKED, Sort.NAME)));
        assertEquals(List.of("Bert"), all(filter(null, null, Consent.GRANTED, Sort.NAME)));
        assertEquals(List.of("anna", "Carl", "Emil"), all(filter(null, null, Consent.UNKNOWN, Sort.NAME)));
        assertEquals(
                List.of("Carl"),
                all(new ContactFilter("0171 392 0002".substring(1), null, List.of(), null, Sort.NAME)));
        assertEquals(List.of(), all(new ContactFilter("100%", null, List.of(), null, Sort.NAME)));
    }

    @Test
    void notesAreKeptInOrderAndTakenAwayByTheirAuthorOnly() {
        UUID anna = create(named("Anna")).id();
        ContactNotes notes = world.get(ContactNotes.class);
        NoteView first = world.inTransaction(() -> notes.add(world.workspaceId, anna, null, "CRM", "Likes tea"));
        world.clock.advance(java.time.Duration.ofSeconds(1));
        world.inTransaction(() -> notes.add(world.workspaceId, anna, null, "CRM", " Calls back "));

        Page<NoteView> listed = world.inTransaction(() -> notes.list(world.workspaceId, anna, Paging.page(1, 1)));
        assertEquals("Calls back", listed.items().get(0).body());
        assertEquals(2, listed.total());
        assertEquals(
                List.of(first.id()),
                world
                        .inTransaction(() -> notes.list(world.workspaceId, anna, Paging.after(listed.next(), 5)))
                        .items()
                        .stream()
                        .map(NoteView::id)
                        .toList());
        assertEquals(2, get(world.workspaceId, anna).notes());
        assertThrows(
                NoteRefusedException.class,
                () -> DATABASE.doInTransaction(
                        () -> notes.remove(world.workspaceId, anna, first.id(), UUID.randomUUID())));
        DATABASE.doInTransaction(() -> notes.remove(world.workspaceId, anna, first.id(), null));
        assertEquals(1, get(world.workspaceId, anna).notes());
        assertThrows(
                InvalidRequestException.class,
                () -> world.inTransaction(() -> notes.add(world.workspaceId, anna, null, "CRM", " ")));
        assertThrows(
                ContactNotFoundException.class,
                () -> world.inTransaction(() -> notes.add(UUID.randomUUID(), anna, null, "CRM", "x")));
    }

    @Test
    void aDeletedContactLeavesItsMessagesItsConsentAndNothingPersonal() {
        world.whatsapp("SM1", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");
        world.whatsapp("SM2", MessagingWorld.PERSON, "Marlene Vogt", "STOP");
        UUID marlene = onlyContact();
        world.inTransaction(() -> world.get(ContactNotes.class).add(world.workspaceId, marlene, null, "CRM", "Secret"));

        delete(marlene, MessagesToo.KEEP);

        assertThrows(ContactNotFoundException.class, () -> get(world.workspaceId, marlene));
        assertEquals(List.of(), all(ContactFilter.ALL));
        assertEquals(List.of("Gelöschter Kontakt"), world.texts("select name as t from contact"));
        assertEquals(0, world.count("select count(*) as n from contact_note"));
        assertEquals(0, world.count("select count(*) as n from contact_address"));
        assertEquals(2, world.count("select count(*) as n from message where body <> ''"));
        assertEquals(1, world.count("select count(*) as n from conversation where archived and unread_count = 0"));
        assertEquals(
                io.fractal.consent.ConsentState.REVOKED,
                world.inTransaction(() -> world.get(Consents.class)
                        .state(world.workspaceId, ChannelType.WHATSAPP, MessagingWorld.PERSON)));

        world.whatsapp("SM3", MessagingWorld.PERSON, "Marlene Vogt", "Bin wieder da");
        assertEquals(List.of("Marlene Vogt"), all(ContactFilter.ALL));
        assertEquals(2, world.count("select count(*) as n from conversation"));
    }

    @Test
    void onRequestTheMessagesOfADeletedContactAreErasedToo() {
        world.whatsapp("SM1", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");

        delete(onlyContact(), MessagesToo.REDACT);

        for (String table : List.of("contact", "conversation", "message", "status_event", "event")) {
            assertEquals(
                    0,
                    world.count(
                            "select count(*) as n from " + table + " as x where row_to_json(x)::text ~ ?",
                            "Hallo|Marlene|3920001"),
                    table);
        }
        assertEquals(1, world.count("select count(*) as n from message"));
    }

    @Test
    void aSingleAddressTakesThePlaceOfTheFirstOfItsChannelAndTheOthersStay() {
        ContactView made = create(inPlace("Anna", new ChannelDraft(ChannelType.SMS, "0171 3920001", false, false)));
        assertEquals(List.of("SMS +491713920001 true"), spoken(made));
        addChannel(made.id(), new ChannelDraft(ChannelType.SMS, "+491713920002", true, false));
        addChannel(made.id(), new ChannelDraft(ChannelType.WHATSAPP, "+491713920003", false, false));

        assertEquals(
                List.of("SMS +491713920009 true", "SMS +491713920002 false", "WHATSAPP +491713920003 false"),
                spoken(phone(made.id(), "0171 3920009")));
        assertEquals(
                List.of("SMS +491713920002 true", "WHATSAPP +491713920003 false"),
                spoken(phone(made.id(), "0171/3920002")),
                "one that it had already");
        assertTrue(get(world.workspaceId, made.id()).channels().get(0).verified());
        assertEquals(List.of("WHATSAPP +491713920003 true"), spoken(phone(made.id(), null)));

        UUID other =
                create(named("Bert", channel(ChannelType.SMS, "+491713920004"))).id();
        AddressTakenException taken =
                assertThrows(AddressTakenException.class, () -> phone(made.id(), "+491713920004"));
        assertTrue(
                taken.details().stream().anyMatch(detail -> detail.field().equals("phone")), taken.details()::toString);
        InvalidRequestException invalid = assertThrows(InvalidRequestException.class, () -> phone(other, "12"));
        assertEquals(
                List.of("phone"),
                invalid.errors().stream().map(FieldError::field).toList());
    }

    private ContactView phone(UUID id, String number) {
        return change(
                id, null, present -> inPlace(present.name(), new ChannelDraft(ChannelType.SMS, number, false, false)));
    }

    private static ContactDraft inPlace(String name, ChannelDraft channel) {
        return new ContactDraft(name, null, null, List.of(), null, null, List.of(channel));
    }

    /** The addresses in the order in which they would be written to. */
    private static List<String> spoken(ContactView contact) {
        return contact.channels().stream()
                .map(channel -> channel.type() + " " + channel.identifier() + " " + channel.primary())
                .sorted(Comparator.comparing((String text) -> text.endsWith("false"))
                        .thenComparing(text -> text))
                .toList();
    }

    private UUID onlyContact() {
        return UUID.fromString(world.texts("select id::text as t from contact").get(0));
    }

    private void delete(UUID id, MessagesToo messages) {
        DATABASE.doInTransaction(() -> world.get(ContactDeletions.class).delete(world.workspaceId, id, null, messages));
    }

    private List<String> all(ContactFilter filter) {
        List<String> names = new ArrayList<>();
        Page<ContactView> page = world.inTransaction(() -> contacts.list(world.workspaceId, filter, Paging.page(1, 2)));
        page.items().forEach(contact -> names.add(contact.name()));
        while (page.next() != null) {
            Paging next = Paging.after(page.next(), 2);
            page = world.inTransaction(() -> contacts.list(world.workspaceId, filter, next));
            page.items().forEach(contact -> names.add(contact.name()));
        }
        assertEquals(names.size(), page.total());
        return names;
    }

    private static ContactFilter filter(String tags, String channel, Consent consent, Sort sort) {
        return new ContactFilter(
                null, channel, tags == null ? List.of() : Arrays.asList(tags.split(",")), consent, sort);
    }

    private ContactView create(ContactDraft draft) {
        return world.inTransaction(() -> editing.create(world.workspaceId, draft));
    }

    private ContactView change(UUID id, Instant expected, UnaryOperator<ContactDraft> change) {
        return world.inTransaction(() -> editing.change(world.workspaceId, id, expected, change));
    }

    private ContactView addChannel(UUID id, ChannelDraft channel) {
        return world.inTransaction(() -> editing.addChannel(world.workspaceId, id, null, channel));
    }

    private ContactView get(UUID workspaceId, UUID id) {
        return world.inTransaction(() -> contacts.get(workspaceId, id));
    }

    private static UnaryOperator<ContactDraft> renamed(String name) {
        return present ->
                new ContactDraft(name, present.email(), present.locale(), present.tags(), present.metadataJson(), null);
    }

    private static ContactDraft named(String name, ChannelDraft... channels) {
        return new ContactDraft(name, null, null, List.of(), null, List.of(channels));
    }

    private static ChannelDraft channel(ChannelType type, String identifier) {
        return new ChannelDraft(type, identifier, false, false);
    }

    private static ConsentChange said(ChannelType channel, String address) {
        return new ConsentChange(channel, address, ConsentSource.API, null, null, null);
    }
}
