package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FractalException;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.contacts.ContactBook;
import io.fractal.contacts.ReachedAt;
import io.fractal.database.Transactions;
import io.fractal.spi.ChannelType;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked for at the same time is accepted together, and nobody notices it but the database. */
class SendBatchesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String OBJECTING = "+491713920099";

    private final ExecutorService threads = Executors.newFixedThreadPool(41);
    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whatWaitsForOneTransactionIsAcceptedTogetherInTheNext() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        Future<?> holder = threads.submit(() -> world.inTransaction(() -> {
            world.get(ContactBook.class).lock(world.workspaceId, new ReachedAt(ChannelType.SMS, MessagingWorld.PERSON));
            held.countDown();
            return await(letGo);
        }));
        assertTrue(held.await(20, TimeUnit.SECONDS));
        List<Future<Object>> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = "Nummer " + i;
            sent.add(threads.submit(() -> sent(text(MessagingWorld.PERSON, text))));
        }
        awaitLocked();
        letGo.countDown();
        holder.get();
        for (Future<Object> each : sent) {
            assertInstanceOf(UUID.class, each.get());
        }

        long transactions = world.count("select count(distinct xmin::text) as n from message");
        assertTrue(transactions < 40, "40 messages took " + transactions + " transactions");
        assertEquals(40, world.count("select max(sequence) as n from message"));
        assertEquals(40, world.count("select count(distinct sequence) as n from message"));
        assertEquals(40, world.count("select message_count as n from conversation"));
        assertEquals(1, world.count("select count(*) as n from contact"));
        assertEquals(40, world.count("select count(*) as n from outbox where kind = 'send'"));
        assertEquals(40, world.count("select count(distinct message_id) as n from status_event"));
        assertEquals(
                40, world.count("select count(distinct message_id) as n from event where type = 'message.created'"));
    }

    @Test
    void whatIsRefusedHarmsNothingElseAndLeavesNothingBehind() throws Exception {
        world.sms("SM1", OBJECTING, "STOP");
        long messages = world.count("select count(*) as n from message");
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String person = "+4917139201" + (10 + i % 7);
            calls.add(() -> sent(text(person, "Guten Tag")));
            calls.add(() -> sent(text(OBJECTING, "Doch noch etwas")));
            calls.add(() -> sent(text("12", "Wohin?")));
            calls.add(() -> sent(SendRequest.of(
                    Addressee.at("+491713920288").on("WHATSAPP"), Content.text("Ohne Fenster geht nichts"))));
            calls.add(() -> sent(SendRequest.of(
                    Addressee.at("+491713920299"), Content.template("HX00000000000000000000000000000000", Map.of()))));
            calls.add(() -> sent(SendRequest.of(Addressee.ofConversation(UUID.randomUUID()), Content.text("Hallo"))));
        }

        Map<Object, Long> outcomes = new HashMap<>();
        for (Future<Object> each : threads.invokeAll(calls)) {
            Object outcome = each.get();
            outcomes.merge(outcome instanceof UUID ? "accepted" : outcome, 1L, Long::sum);
        }

        assertEquals(
                Map.of(
                        "accepted", 20L,
                        "RECIPIENT_OPTED_OUT", 20L,
                        "INVALID_ADDRESS", 20L,
                        "WHATSAPP_WINDOW_CLOSED", 20L,
                        "UNKNOWN_TEMPLATE", 20L,
                        "UNKNOWN_CONVERSATION", 20L),
                outcomes);
        assertEquals(messages + 20, world.count("select count(*) as n from message"));
        assertEquals(1 + 7, world.count("select count(*) as n from contact"), "who is not written to is nobody");
        assertEquals(1 + 7, world.count("select count(*) as n from conversation"));
    }

    @Test
    void theSameClientIdInOneBatchIsOneMessage() throws Exception {
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = "order-" + i % 5;
            calls.add(() -> sent(text(MessagingWorld.PERSON, key).keyed(key)));
        }

        List<Object> ids = new ArrayList<>();
        for (Future<Object> each : threads.invokeAll(calls)) {
            ids.add(assertInstanceOf(UUID.class, each.get()));
        }

        assertEquals(5, ids.stream().collect(Collectors.toSet()).size());
        assertEquals(5, world.count("select count(*) as n from message"));
        assertEquals(5, world.count("select count(*) as n from outbox where kind = 'send'"));
    }

    @Test
    void aTransactionThatCommittedWithoutAnybodyKnowingIsNotRepeated() {
        SendBatches batches =
                world.anew(SendBatches.class, Transactions.class, new EndUntold(world.get(Transactions.class)));
        SentMessage sent = batches.send(world.workspaceId, text(MessagingWorld.PERSON, "Einmal"));

        assertEquals("Einmal", sent.message().body());
        assertEquals(1, world.count("select count(*) as n from message"));
        assertEquals(1, world.count("select count(*) as n from outbox where kind = 'send'"));
    }

    /** The database commits, and the connection breaks before it says so. */
    private static final class EndUntold extends Transactions {

        private final Transactions real;
        private boolean told;

        EndUntold(Transactions real) {
            this.real = real;
        }

        @Override
        public void doInNew(Runnable work) {
            real.doInNew(work);
            if (!told) {
                told = true;
                throw new IllegalStateException("nobody knows how it ended");
            }
        }
    }

    private static SendRequest text(String to, String body) {
        return SendRequest.of(Addressee.at(to), Content.text(body));
    }

    /** The id of the message, or the code of the refusal. */
    private Object sent(SendRequest request) {
        try {
            return world.send(request).message().id();
        } catch (InvalidRequestException refusal) {
            return refusal.errors().get(0).code();
        } catch (FractalException refusal) {
            return refusal.code();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException ending) {
            throw new IllegalStateException(ending);
        }
    }

    /** Waits until somebody waits for the lock. */
    private void awaitLocked() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (world.count("select count(*) as n from pg_locks where locktype = 'advisory' and not granted") == 0) {
            assertTrue(System.nanoTime() < end, "nobody waits");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
