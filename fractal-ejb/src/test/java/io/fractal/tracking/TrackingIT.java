package io.fractal.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.Messages;
import io.fractal.database.Sql;
import io.fractal.outbox.OutboxResult;
import io.fractal.sending.StuckMessages;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.SendReceipt;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrackingIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
    }

    @Test
    void reportsInAnyOrderAndRepeatedAllLeadToTheSameStatus() {
        Random random = new Random(7);
        for (int round = 0; round < 8; round++) {
            String sid = "SM10" + round;
            UUID id = sent(sid);
            List<String> reports = new ArrayList<>(List.of("queued", "sent", "delivered", "read", "sent", "delivered"));
            Collections.shuffle(reports, random);
            reports.forEach(status -> world.report(sid, status));

            assertEquals("READ", message(id).message().status(), reports.toString());
            assertEquals(6, message(id).statusHistory().size(), "own, response, and each distinct report once");
        }
    }

    @Test
    void anErrorWithoutWordsIsExplainedWhereItsCodeIsKnownAndTheProvidersOwnWordsStay() {
        UUID explained = sent("SM1");
        UUID worded = sent("SM2");
        UUID unknown = sent("SM3");

        world.report("SM1", "undelivered", "ErrorCode", "63016");
        world.report("SM1", "undelivered", "ErrorCode", "63016", "EventType", "UNDELIVERED");
        world.report("SM2", "undelivered", "ErrorCode", "63016", "ErrorMessage", "Outside the window");
        world.report("SM3", "undelivered", "ErrorCode", "99999");

        assertEquals("Explained in en", message(explained).message().errorMessage());
        assertEquals(
                1,
                world.count(
                        "select count(*) as n from event where message_id = ? and data ->> 'status' = 'UNDELIVERED'",
                        explained),
                "the second report tells nothing new");
        assertEquals("Outside the window", message(worded).message().errorMessage());
        assertNull(message(unknown).message().errorMessage());
    }

    @Test
    void aReportThatOvertakesTheAnswerIsParkedAndJoined() {
        world.provider.onSend = message -> {
            world.report("SM1", "sent");
            world.report("SM1", "sent");
            world.report("SM1", "delivered");
            return FakeProvider.receipt("SM1");
        };
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");
        world.dispatch(id);

        assertEquals("DELIVERED", message(id).message().status());
        assertEquals(0, world.count("select count(*) as n from parked_status"));
        assertEquals(
                List.of("CALLBACK", "CALLBACK", "FRACTAL", "RESPONSE"),
                message(id).statusHistory().stream()
                        .map(event -> event.source())
                        .sorted()
                        .toList());
    }

    @Test
    void reportsAndTheAnswerAtTheVerySameMomentLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 15; round++) {
                String sid = "SM20" + round;
                UUID id = world.send(MessagingWorld.PERSON, "Hallo " + round);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<?>> reports = new ArrayList<>();
                world.provider.onSend = message -> {
                    reports.add(threads.submit(() -> {
                        together.await();
                        return world.report(sid, "delivered");
                    }));
                    try {
                        together.await();
                    } catch (Exception broken) {
                        throw new IllegalStateException(broken);
                    }
                    return FakeProvider.receipt(sid);
                };
                world.dispatch(id);
                reports.get(0).get();

                assertEquals("DELIVERED", message(id).message().status());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(0, world.count("select count(*) as n from parked_status"));
    }

    @Test
    void theFirstErrorStaysAndALateReportChangesNothingThatPeopleSee() {
        UUID id = sent("SM1");
        world.report("SM1", "sent");
        world.report("SM1", "undelivered", "ErrorCode", "30003", "ErrorMessage", "Unreachable destination handset");
        long seen = world.count("select count(*) as n from event where type = 'message.status'");

        world.report("SM1", "undelivered");
        world.report("SM1", "sent", "RawDlrDoneDate", "2611201000");

        assertEquals("UNDELIVERED", message(id).message().status());
        assertEquals("30003", message(id).message().errorCode());
        assertEquals("Unreachable destination handset", message(id).message().errorMessage());
        assertEquals(seen, world.count("select count(*) as n from event where type = 'message.status'"));
        assertEquals(6, message(id).statusHistory().size(), "both late reports are kept all the same");
    }

    @Test
    void thePriceIsAskedForAfterDeliveryUntilItIsThere() {
        UUID id = sent("SM1");
        world.report("SM1", "delivered");
        world.report("SM1", "read");
        assertEquals(1, world.count("select count(*) as n from outbox where kind = 'price' and subject_id = ?", id));
        PriceHandler prices = world.get(PriceHandler.class);

        world.provider.onFetch = Optional.of(FakeProvider.receipt("SM1"));
        assertInstanceOf(OutboxResult.RetryAt.class, prices.handle(world.work(id, 1, false)));

        world.provider.onFetch = Optional.of(new SendReceipt(
                "SM1",
                DeliveryStatus.DELIVERED,
                "delivered",
                Optional.of(2),
                Optional.of(new SendReceipt.Price(new BigDecimal("-0.0750"), "USD")),
                Map.of()));
        assertInstanceOf(OutboxResult.Done.class, prices.handle(world.work(id, 2, false)));

        assertEquals(0, new BigDecimal("-0.075").compareTo(message(id).message().price()));
        assertEquals("USD", message(id).message().priceCurrency());
        assertEquals(2, message(id).message().segments());
        assertNotNull(message(id).message().deliveredAt());
    }

    @Test
    void afterACampaignPricesAreAskedForOneAfterAnother() {
        List<UUID> campaign = List.of(sent("SM1"), sent("SM2"), sent("SM3"));
        List.of("SM1", "SM2", "SM3").forEach(sid -> world.report(sid, "delivered"));

        Instant first = world.clock.instant().plus(PricePace.UNTIL_PRICED);
        assertEquals(
                List.of(first, first.plus(PricePace.APART), first.plus(PricePace.APART.multipliedBy(2))),
                campaign.stream().map(this::asksForPriceAt).toList());

        world.clock.advance(Duration.ofMinutes(1));
        UUID later = sent("SM4");
        world.report("SM4", "delivered");
        assertEquals(world.clock.instant().plus(PricePace.UNTIL_PRICED), asksForPriceAt(later));
    }

    private Instant asksForPriceAt(UUID messageId) {
        return world.inTransaction(() -> Sql.on(world.get(EntityManager.class))
                .list(
                        "select available_at from outbox where kind = 'price' and subject_id = ?",
                        row -> row.instant("available_at"),
                        messageId)
                .get(0));
    }

    @Test
    void aMessageWhoseReportsStayAwayIsAskedForOnce() {
        UUID id = sent("SM1");
        StuckMessages quiet = world.get(StuckMessages.class);
        assertEquals(0, world.inTransaction(quiet::askForQuietOnes));
        world.clock.advance(Duration.ofMinutes(61));
        assertEquals(1, world.inTransaction(quiet::askForQuietOnes));
        assertEquals(0, world.inTransaction(quiet::askForQuietOnes));
        world.provider.onFetch = Optional.of(new SendReceipt(
                "SM1", DeliveryStatus.DELIVERED, "delivered", Optional.of(1), Optional.empty(), Map.of("sid", "SM1")));

        assertInstanceOf(
                OutboxResult.Done.class, world.get(RefreshHandler.class).handle(world.work(id, 1, false)));

        assertEquals("DELIVERED", message(id).message().status());
        assertEquals("LOOKUP", message(id).statusHistory().get(2).source());
    }

    private UUID sent(String sid) {
        world.provider.onSend = message -> FakeProvider.receipt(sid);
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");
        world.dispatch(id);
        return id;
    }

    private MessageDetail message(UUID id) {
        return world.inTransaction(
                () -> world.get(Messages.class).find(world.workspaceId, id).orElseThrow());
    }
}
