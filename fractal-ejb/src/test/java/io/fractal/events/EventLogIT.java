package io.fractal.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.database.Json;
import io.fractal.tenancy.Workspaces;
import io.fractal.testing.Beans;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventLogIT {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private final Beans beans = database.beans();
    private final EventLog log = beans.get(EventLog.class);
    private final Doorbell doorbell = beans.get(Doorbell.class);
    private UUID workspace;

    @BeforeEach
    void makeAWorkspace() {
        workspace = database.inTransaction(() -> beans.get(Workspaces.class)
                .create("One", "one", "DE", ZoneOffset.UTC, Instant.EPOCH)
                .getId());
    }

    @Test
    void anEventComesBackWithAllItCarries() {
        UUID conversation = UUID.randomUUID();
        UUID message = UUID.randomUUID();
        UUID contact = UUID.randomUUID();
        database.doInTransaction(() -> log.append(
                workspace,
                new NewEvent(
                        "message.received", conversation, message, contact, Map.of("from", "Jürgen", "parts", 2))));

        LoggedEvent event = after(EventPosition.START).get(0);

        assertEquals("message.received", event.type());
        assertEquals(
                List.of(workspace, conversation, message, contact),
                List.of(event.workspaceId(), event.conversationId(), event.messageId(), event.contactId()));
        assertEquals("Jürgen", Json.read(event.dataJson()).get("from"));
        assertEquals(Optional.of(event.position()), database.inTransaction(() -> log.positionOf(event.id())));
        assertEquals(Optional.of(event.id()), database.inTransaction(() -> log.idAt(event.position())));
        assertEquals(event.position(), database.inTransaction(log::latest));
    }

    @Test
    void twoTransactionsThatCommitInReverseOrderAreBothReadAndNeitherTwice() {
        List<String> read = new ArrayList<>();
        EventPosition[] cursor = {EventPosition.START};

        database.doInTransaction(() -> {
            append("older");
            database.entities().flush();
            database.inNewTransaction(() -> {
                append("younger");
                return null;
            });
            readOn(read, cursor);
            assertEquals(
                    List.of(), read, "the older transaction may still bring events that belong before the younger's");
            assertTrue(database.inNewTransaction(log::horizon).unfinished());
        });
        readOn(read, cursor);
        readOn(read, cursor);

        assertEquals(List.of("older", "younger"), read);
        assertFalse(database.inNewTransaction(log::horizon).unfinished());
    }

    @Test
    void aReaderBesideManyWritersMissesNothingAndSeesNothingTwice() throws Exception {
        int writers = 4;
        int each = 60;
        AtomicInteger done = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        Callable<Void> writer = () -> {
            for (int i = 0; i < each; i++) {
                database.doInTransaction(() -> append("event"));
            }
            done.incrementAndGet();
            return null;
        };
        List<Future<Void>> futures = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            futures.add(threads.submit(writer));
        }
        List<UUID> read = new ArrayList<>();
        EventPosition cursor = EventPosition.START;
        boolean last;
        do {
            last = done.get() == writers;
            for (LoggedEvent event : after(cursor)) {
                assertTrue(event.position().compareTo(cursor) > 0);
                cursor = event.position();
                read.add(event.id());
            }
        } while (!last);
        for (Future<Void> future : futures) {
            future.get();
        }
        threads.shutdown();

        assertEquals(writers * each, read.size());
        assertEquals(read.size(), read.stream().distinct().count());
    }

    @Test
    void theEventsOfOneTransactionAreReadInTheOrderInWhichTheyWereLogged() {
        List<String> types =
                IntStream.range(0, 50).mapToObj(number -> "event-" + number).toList();
        database.doInTransaction(() -> types.forEach(this::append));

        assertEquals(
                types,
                after(EventPosition.START).stream().map(LoggedEvent::type).toList());
    }

    @Test
    void anEventOfATransactionThatIsRolledBackNeverHappened() throws InterruptedException {
        doorbell.await(Duration.ZERO);
        assertThrows(
                IllegalStateException.class,
                () -> database.doInTransaction(() -> {
                    append("never");
                    throw new IllegalStateException("on purpose");
                }));

        assertEquals(List.of(), after(EventPosition.START));
        assertFalse(doorbell.await(Duration.ZERO), "the doorbell stays silent");
    }

    @Test
    void anyNumberOfCommitsRingTheDoorbellOnce() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            database.doInTransaction(() -> append("event"));
        }

        assertTrue(doorbell.await(Duration.ZERO));
        assertFalse(doorbell.await(Duration.ZERO));
    }

    private void append(String type) {
        log.append(workspace, new NewEvent(type, null, null, null, Map.of()));
    }

    private List<LoggedEvent> after(EventPosition position) {
        return database.inNewTransaction(() -> log.readAfter(position, 1000));
    }

    private void readOn(List<String> read, EventPosition[] cursor) {
        for (LoggedEvent event : after(cursor[0])) {
            read.add(event.type());
            cursor[0] = event.position();
        }
    }
}
