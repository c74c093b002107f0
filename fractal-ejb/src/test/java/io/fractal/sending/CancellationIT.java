package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FractalException;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.outbox.OutboxClaims;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.spi.Capabilities;
import io.fractal.spi.Capabilities.Scheduling;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancellationIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String POOL = "MG00000000000000000000000000000001";

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE, Map.of("TWILIO_MESSAGING_SERVICE_SID", POOL));
        world.provider.capabilities = new Capabilities(
                Optional.of(new Scheduling(Duration.ofMinutes(15), Duration.ofDays(35), true)),
                true,
                true,
                true,
                Optional.empty(),
                Set.of());
        world.get(Cancellation.class);
        world.get(CancelHandler.class);
    }

    @Test
    void whatWaitsHereIsCanceledAndNeverGoesOut() {
        UUID queued = world.send(MessagingWorld.PERSON, "Doch nicht");
        UUID scheduled = world.send(
                        request("Doch nicht").at(world.clock.instant().plus(Duration.ofDays(1))))
                .message()
                .id();

        assertEquals("CANCELED", cancel(queued).status());
        assertEquals("CANCELED", cancel(scheduled).status());
        assertEquals("CANCELED", cancel(scheduled).status(), "once more changes nothing");

        world.clock.advance(Duration.ofDays(2));
        world.dispatch(queued);
        world.dispatch(scheduled);
        assertEquals(0, world.provider.received.size());
        assertEquals(0, world.count("select count(*) as n from outbox where state in ('PENDING', 'CLAIMED')"));
    }

    @Test
    void whatTheProviderStillKeepsIsCanceledThere() {
        UUID id = world.send(MessagingWorld.PERSON, "Doch nicht");
        world.dispatch(id);

        MessageView canceled = cancel(id);

        assertEquals(List.of("cancel SM1"), world.provider.asked);
        assertEquals("CANCELED", canceled.status());
        assertEquals("canceled", canceled.providerStatus());
        world.report("SM1", "queued");
        assertEquals("CANCELED", message(id).status(), "a late report changes nothing");
    }

    @Test
    void whatIsOnItsWayOrAtItsEndIsNotCanceledAndTheReasonIsSaid() {
        UUID id = world.send(MessagingWorld.PERSON, "Zu spät");
        world.dispatch(id);
        world.report("SM1", "sent");

        assertEquals("CANCEL_TOO_LATE", refusal(id));
        assertEquals(List.of(), world.provider.asked);
        world.sms("SM100", MessagingWorld.PERSON, "Hallo");
        assertEquals("MESSAGE_RECEIVED", refusal(idOf("Hallo")));
    }

    @Test
    void aProviderThatRefusesIsTooLateAndOneThatIsDownIsAskedAgainLater() {
        UUID id = world.send(MessagingWorld.PERSON, "Doch nicht");
        world.dispatch(id);
        world.provider.onCall = sid -> {
            throw failure(ErrorKind.REJECTED);
        };
        assertEquals("CANCEL_TOO_LATE", refusal(id));
        world.provider.onCall = sid -> {
            throw failure(ErrorKind.UNAVAILABLE);
        };
        assertEquals("PROVIDER_NOT_REACHED", refusal(id));
        assertEquals("QUEUED", message(id).status());

        world.provider.onCall = sid -> {};
        assertEquals("CANCELED", cancel(id).status());
    }

    @Test
    void whatIsBeingHandedOverIsNeitherSentTwiceNorShownAsCanceled() {
        UUID id = world.send(MessagingWorld.PERSON, "Mitten im Ruf");
        List<String> refusals = new ArrayList<>();
        world.provider.onSend = message -> {
            refusals.add(refusal(id));
            return FakeProvider.receipt("SM1");
        };

        world.dispatch(id);

        assertEquals(List.of("MESSAGE_BEING_HANDED_OVER"), refusals);
        assertEquals("QUEUED", message(id).status());
        assertEquals("CANCELED", cancel(id).status(), "as soon as it is clear where it is");
    }

    @Test
    void aProcessThatDiedDuringTheCallLeavesNothingThatCouldBeCanceledBlindly() {
        UUID id = world.send(request("Wohin").at(world.clock.instant().plus(Duration.ofHours(1))))
                .message()
                .id();
        world.clock.advance(Duration.ofHours(1));
        world.provider.onSend = message -> {
            throw new IllegalStateException("the process ends here");
        };
        assertThrows(IllegalStateException.class, () -> world.dispatch(id));

        assertEquals("MESSAGE_BEING_HANDED_OVER", refusal(id));
    }

    @Test
    void whoHoldsTheRowFirstWinsAndEveryMessageIsEitherSentOrCanceled() throws Exception {
        world.provider.onSend = message -> FakeProvider.receipt("SM" + message.id());
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(world.send("+4917139200" + (10 + i), "Wettlauf " + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            for (UUID id : ids) {
                calls.add(() -> world.dispatch(id));
                calls.add(() -> {
                    try {
                        return cancel(id);
                    } catch (CancelRefusedException tooLate) {
                        return tooLate;
                    }
                });
            }
            for (Future<Object> future : threads.invokeAll(calls)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }

        for (UUID id : ids) {
            long handedOver = world.provider.received.stream()
                    .filter(message -> message.id().equals(id.toString()))
                    .count();
            MessageView message = message(id);
            boolean canceledThere = world.provider.asked.contains("cancel SM" + id);
            assertEquals(
                    handedOver == 0 || canceledThere ? "CANCELED" : "QUEUED", message.status(), () -> "message " + id);
            assertTrue(handedOver <= 1, "never twice");
        }
    }

    @Test
    void whoeverSaysStopGetsNoScheduledMessageAnyMoreWhereverItIsKept() {
        world.provider.onSend = message -> new SendReceipt(
                "SM1", DeliveryStatus.SCHEDULED, "scheduled", Optional.empty(), Optional.empty(), Map.of());
        UUID here = world.send(request("Morgen").at(world.clock.instant().plus(Duration.ofDays(1))))
                .message()
                .id();
        UUID there = world.send(request("Übermorgen")
                        .via(new Via(null, POOL, null))
                        .at(world.clock.instant().plus(Duration.ofDays(2))))
                .message()
                .id();
        world.dispatch(there);
        assertEquals("scheduled", message(there).providerStatus());

        world.sms("SM100", MessagingWorld.PERSON, "STOPP");
        assertEquals(
                Set.of(here, there),
                world.get(OutboxClaims.class).claim(List.of("send", "cancel"), 10).stream()
                        .filter(work -> work.kind().equals("cancel"))
                        .map(OutboxWork::subjectId)
                        .collect(Collectors.toSet()),
                "at once, and not behind the work of sending them");
        for (UUID id : List.of(here, there)) {
            assertInstanceOf(
                    OutboxResult.Done.class, world.get(CancelHandler.class).handle(world.work(id, 1, false)));
        }

        assertEquals(List.of("cancel SM1"), world.provider.asked);
        for (UUID id : List.of(here, there)) {
            assertEquals("CANCELED", message(id).status());
            assertEquals("OPTED_OUT", message(id).errorCode());
        }
    }

    @Test
    void aMessageOfAnotherWorkspaceIsNotThere() {
        UUID id = world.send(MessagingWorld.PERSON, "Fremd");

        assertThrows(
                MessageNotFoundException.class,
                () -> world.get(Cancellation.class).cancel(UUID.randomUUID(), id));
    }

    private static SendRequest request(String body) {
        return SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("SMS"), Content.text(body));
    }

    private MessageView cancel(UUID id) {
        return world.get(Cancellation.class).cancel(world.workspaceId, id);
    }

    private String refusal(UUID id) {
        return assertThrows(FractalException.class, () -> cancel(id)).code();
    }

    private UUID idOf(String body) {
        return UUID.fromString(world.texts("select id::text as t from message where body = ?", body)
                .get(0));
    }

    private MessageView message(UUID id) {
        return world.inTransaction(() -> world.get(Messages.class)
                .find(world.workspaceId, id)
                .orElseThrow()
                .message());
    }

    private static ProviderFailedException failure(ErrorKind kind) {
        return new ProviderFailedException(kind, "played by the test", Optional.empty(), Optional.empty(), null);
    }
}
