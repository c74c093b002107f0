package io.fractal.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.Contact;
import io.fractal.contacts.ContactBook;
import io.fractal.contacts.ContactDraft;
import io.fractal.contacts.ContactEditing;
import io.fractal.contacts.ContactMergedException;
import io.fractal.contacts.ContactNotFoundException;
import io.fractal.contacts.ContactNotes;
import io.fractal.contacts.ContactView;
import io.fractal.contacts.Contacts;
import io.fractal.conversations.ContactDeletions.MessagesToo;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContactMergesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String FIRST = "+491713920001";
    private static final String SECOND = "+491713920002";

    private MessagingWorld world;
    private ContactMerges merges;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        merges = world.get(ContactMerges.class);
        world.get(Contacts.class);
        world.get(ContactDeletions.class);
        world.get(ConversationChanges.class);
    }

    @Test
    void everythingOfBothIsOneInTheOrderInWhichItHappened() {
        for (int i = 0; i < 6; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            world.sms("SM" + i, i % 2 == 0 ? FIRST : SECOND, "Nachricht " + i);
        }
        UUID survivor = contactAt(FIRST);
        UUID other = contactAt(SECOND);
        describe(survivor, "Anna", List.of("vip", "both"), "{\"a\":1,\"both\":\"survivor\"}");
        describe(other, "Anna S.", List.of("both", "new"), "{\"b\":2,\"both\":\"other\"}");
        world.inTransaction(() -> world.get(ContactNotes.class).add(world.workspaceId, other, null, "CRM", "Tea"));

        ContactView merged = merge(survivor, other);

        assertEquals("Anna", merged.name());
        assertEquals("other@example.org", merged.email());
        assertEquals(List.of("vip", "both", "new"), merged.tags());
        assertEquals(
                List.of("1 2 survivor"),
                world.texts(
                        "select (metadata ->> 'a') || ' ' || (metadata ->> 'b') || ' ' || (metadata ->> 'both') as t"
                                + " from contact where id = ?",
                        survivor));
        assertEquals(2, merged.channels().size());
        assertEquals(1, merged.channels().stream().filter(c -> c.primary()).count());
        assertEquals(FIRST, merged.channels().get(0).identifier());
        assertEquals(1, merged.notes());
        assertEquals(
                List.of("Nachricht 0", "Nachricht 1", "Nachricht 2", "Nachricht 3", "Nachricht 4", "Nachricht 5"),
                world.texts("select body as t from message where contact_id = ? order by sequence", survivor));
        conversationIsWhole(6);
        assertEquals(
                List.of("Nachricht 5 6"),
                world.texts("select last_message_preview || ' ' || unread_count as t from conversation"));
        assertEquals(
                1,
                world.count(
                        "select count(*) as n from event where type = 'contact.merged' and contact_id = ?", survivor));
        assertEquals(1, world.count("select count(*) as n from event where type = 'conversation.deleted'"));
    }

    @Test
    void mergesInAllDirectionsAtOnceWaitForEachOther() throws Exception {
        List<UUID> contacts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            world.sms("SM" + i, "+49171392000" + i, "Nachricht " + i);
            contacts.add(contactAt("+49171392000" + i));
        }
        List<Callable<Boolean>> merges = new ArrayList<>();
        for (UUID survivor : contacts) {
            contacts.stream()
                    .filter(other -> !other.equals(survivor))
                    .forEach(other -> merges.add(() -> mergedOrTooLate(survivor, other)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(merges.size());
        long merged = 0;
        try {
            for (Future<Boolean> each : threads.invokeAll(merges)) {
                merged += each.get() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }

        assertEquals(6 - merged, world.count("select count(*) as n from contact where merged_into is null"));
        assertEquals(
                6,
                world.count("select count(*) as n from message m join contact c on c.id = m.contact_id"
                        + " where c.merged_into is null"));
    }

    private boolean mergedOrTooLate(UUID survivor, UUID other) {
        try {
            merge(survivor, other);
            return true;
        } catch (ContactMergedException tooLate) {
            return false;
        }
    }

    @Test
    void theOldIdTellsWhereItsContactIsNow() {
        world.sms("SM1", FIRST, "eins");
        world.sms("SM2", SECOND, "zwei");
        world.sms("SM3", "+491713920003", "drei");
        UUID first = contactAt(FIRST);
        UUID second = contactAt(SECOND);
        UUID third = contactAt("+491713920003");
        merge(second, first);
        merge(third, second);

        for (UUID gone : List.of(first, second)) {
            ContactMergedException told = assertThrows(
                    ContactMergedException.class,
                    () -> world.inTransaction(() -> world.get(Contacts.class).get(world.workspaceId, gone)));
            assertEquals(third, told.survivor());
            assertThrows(ContactMergedException.class, () -> merge(third, gone));
        }
        assertThrows(ContactNotFoundException.class, () -> merge(third, UUID.randomUUID()));
        assertThrows(InvalidRequestException.class, () -> merge(third, third));
        assertThrows(
                ContactNotFoundException.class,
                () -> world.inTransaction(() -> world.get(Contacts.class).get(UUID.randomUUID(), first)));
    }

    @Test
    void whoNeverWroteIsMergedAsWell() {
        world.sms("SM1", SECOND, "zwei");
        UUID silent = world.inTransaction(() -> world.get(ContactEditing.class)
                        .create(world.workspaceId, new ContactDraft("Silent", null, null, List.of(), null, List.of())))
                .id();

        ContactView merged = merge(silent, contactAt(SECOND));

        assertEquals("Silent", merged.name());
        assertTrue(merged.conversationId() != null);
        world.sms("SM2", SECOND, "drei");
        conversationIsWhole(2);
        assertEquals(2, world.count("select count(*) as n from message where contact_id = ?", silent));
    }

    @Test
    void whatComesInWhileContactsBecomeOneIsNeitherLostNorDoubled() throws Exception {
        world.sms("SM-first", FIRST, "eins");
        world.sms("SM-second", SECOND, "zwei");
        UUID survivor = contactAt(FIRST);
        UUID other = contactAt(SECOND);
        int writers = 6;
        int each = 8;
        CyclicBarrier start = new CyclicBarrier(writers + 1);
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        List<Future<?>> running = new ArrayList<>();
        try {
            for (int w = 0; w < writers; w++) {
                int writer = w;
                running.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        world.sms("SM-" + writer + "-" + i, writer % 2 == 0 ? FIRST : SECOND, "w" + writer + " " + i);
                    }
                    return null;
                }));
            }
            running.add(threads.submit(() -> {
                start.await();
                return merge(survivor, other);
            }));
            for (Future<?> future : running) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        conversationIsWhole(2 + writers * each);
        assertEquals(
                2 + writers * each, world.count("select count(*) as n from message where contact_id = ?", survivor));
        assertEquals(1, world.count("select count(*) as n from contact where merged_into is null"));
        assertEquals(
                2 + writers * each,
                world.count("select unread_count as n from conversation where contact_id = ?", survivor));
    }

    @Test
    void noConversationIsBegunWithWhoHasJustBecomeSomebodyElse() throws Exception {
        UUID survivor = silent("Anna");
        UUID merged = silent("Anna too");
        UUID deleted = silent("Bert");
        ExecutorService rival = Executors.newSingleThreadExecutor();
        try {
            assertThrows(
                    ContactMergedException.class,
                    () -> beginWhile(
                            merged,
                            () -> rival.submit(() -> merge(survivor, merged)).get()));
            assertThrows(
                    ContactNotFoundException.class,
                    () -> beginWhile(
                            deleted, () -> rival.submit(() -> delete(deleted)).get()));
        } finally {
            rival.shutdownNow();
        }
        assertEquals(0, world.count("select count(*) as n from conversation"));
    }

    @Test
    void aConversationBegunWhileItsContactBecomesPartOfAnotherIsTheSurvivorsOrIsNotBegun() throws Exception {
        int rounds = 12;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < rounds; round++) {
                UUID survivor = silent("Anna " + round);
                UUID merged = silent("Anna too " + round);
                CyclicBarrier start = new CyclicBarrier(2);
                Future<?> begun = threads.submit(() -> {
                    start.await();
                    try {
                        return world.inTransaction(
                                () -> world.get(ConversationChanges.class).beginWith(world.workspaceId, merged));
                    } catch (ContactMergedException | InvalidRequestException tooLate) {
                        return null;
                    }
                });
                Future<?> united = threads.submit(() -> {
                    start.await();
                    return merge(survivor, merged);
                });
                begun.get();
                united.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(
                0,
                world.count("select count(*) as n from conversation v join contact c on c.id = v.contact_id"
                        + " where c.merged_into is not null"));
        assertEquals(rounds, world.count("select count(*) as n from contact where merged_into is not null"));
    }

    /** Begins a conversation with a contact that was read before something else happened to it. */
    private void beginWhile(UUID contactId, Callable<?> happening) {
        world.inTransaction(() -> {
            Contact contact = world.get(ContactBook.class)
                    .find(world.workspaceId, contactId)
                    .orElseThrow();
            try {
                happening.call();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
            return world.get(ConversationBook.class).with(contact);
        });
    }

    private UUID silent(String name) {
        return world.inTransaction(() -> world.get(ContactEditing.class)
                        .create(world.workspaceId, new ContactDraft(name, null, null, List.of(), null, List.of())))
                .id();
    }

    private Void delete(UUID contactId) {
        DATABASE.doInTransaction(
                () -> world.get(ContactDeletions.class).delete(world.workspaceId, contactId, null, MessagesToo.KEEP));
        return null;
    }

    private void conversationIsWhole(int messages) {
        assertEquals(1, world.count("select count(*) as n from conversation"));
        assertEquals(
                LongStream.rangeClosed(1, messages).mapToObj(Long::toString).toList(),
                world.texts("select sequence::text as t from message order by sequence"));
        assertEquals(messages, world.count("select message_count as n from conversation"));
    }

    private void describe(UUID id, String name, List<String> tags, String metadata) {
        world.inTransaction(() -> world.get(ContactEditing.class)
                .change(
                        world.workspaceId,
                        id,
                        null,
                        present -> new ContactDraft(
                                name, name.equals("Anna") ? null : "other@example.org", null, tags, metadata, null)));
    }

    private ContactView merge(UUID survivor, UUID other) {
        return world.inTransaction(() -> merges.merge(world.workspaceId, survivor, List.of(other)));
    }

    private UUID contactAt(String address) {
        return UUID.fromString(
                world.texts("select contact_id::text as t from contact_address where address = ?", address)
                        .get(0));
    }
}
