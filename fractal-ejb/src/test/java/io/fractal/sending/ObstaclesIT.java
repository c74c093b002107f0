package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.consent.ConsentChange;
import io.fractal.consent.ConsentSource;
import io.fractal.consent.ConsentState;
import io.fractal.consent.Consents;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.outbox.OutboxResult;
import io.fractal.sending.QuietHours.Scope;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.templates.TemplateSync;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObstaclesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        world.provider.templates.text("HX00000000000000000000000000000001", "greeting", "Hello {{1}}", Status.APPROVED);
        world.get(TemplateSync.class).sync(world.workspaceId);
        world.provider.onSend = message -> FakeProvider.receipt("SM" + message.id());
    }

    @Test
    void whoDoesNotWantToBeWrittenToIsNotNeitherWhenAskedForNorWhenItsTimeComes() {
        UUID before = world.send(MessagingWorld.PERSON, "Noch erlaubt");
        revoke();

        assertEquals(
                "RECIPIENT_OPTED_OUT",
                assertThrows(SendRefusedException.class, () -> world.send(MessagingWorld.PERSON, "Nicht mehr"))
                        .code());
        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(before));
        assertEquals("FAILED", message(before).status());
        assertEquals("OPTED_OUT", message(before).errorCode());
        assertEquals(0, world.provider.received.size());
    }

    @Test
    void anObjectionThatOnlyTheProviderKnowsIsLearntFromItsRefusalAndFromItsReport() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.REJECTED, "21610");
        };
        UUID refused = world.send(MessagingWorld.PERSON, "Hallo");
        world.dispatch(refused);
        assertEquals("21610", message(refused).errorCode());
        assertEquals(ConsentState.REVOKED, state(MessagingWorld.PERSON));

        world.provider.onSend = message -> FakeProvider.receipt("SM5");
        world.dispatch(world.send("+491713920002", "Hallo"));
        world.report("SM5", "failed", "ErrorCode", "21610");
        assertEquals(ConsentState.REVOKED, state("+491713920002"));
    }

    @Test
    void theWindowIsLookedAtAgainWhenTheMessageIsAboutToGo() {
        world.whatsapp("SM100", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");
        SendRequest text = SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("WHATSAPP"), Content.text("Danke"));
        UUID late = world.send(text).message().id();
        world.clock.advance(Duration.ofHours(25));

        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(late));

        assertEquals("WHATSAPP_WINDOW_CLOSED", message(late).errorCode());
        UUID template = world.send(SendRequest.of(
                        Addressee.at(MessagingWorld.PERSON).on("WHATSAPP"),
                        Content.template("HX00000000000000000000000000000001", Map.of("1", "Marlene"))))
                .message()
                .id();
        world.dispatch(template);
        assertEquals(
                Map.of("1", "Marlene"),
                world.provider.received.get(0).template().orElseThrow().variables(),
                "templates need no window");
    }

    @Test
    void massMailingsWaitUntilTheRecipientsNightIsOverAndConversationsDoNot() {
        world.decide(new SendingRules(
                Optional.of(new QuietHours(LocalTime.of(10, 0), LocalTime.of(12, 0), null, Scope.PROMOTIONAL)),
                unlimited()));
        UUID bulk = world.send(request("+491713920003").ofJob(UUID.randomUUID()))
                .message()
                .id();
        UUID personal = world.send(MessagingWorld.PERSON, "Zu Ihrer Frage");

        OutboxResult.RetryAt waits = assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(bulk));
        assertEquals(Instant.parse("2026-11-20T11:00:00Z"), waits.time(), "12:00 in Germany, where the number is");
        assertEquals("QUIET_HOURS", message(bulk).errorCode());
        assertEquals("QUEUED", message(bulk).status());
        assertInstanceOf(OutboxResult.Done.class, world.dispatch(personal));

        world.clock.advance(Duration.ofHours(1));
        assertInstanceOf(OutboxResult.Done.class, world.dispatch(bulk));
        assertNull(message(bulk).errorCode());
    }

    @Test
    void quietHoursForEverythingHoldInTheZoneThatWasChosen() {
        world.decide(new SendingRules(
                Optional.of(
                        new QuietHours(LocalTime.of(9, 0), LocalTime.of(11, 0), ZoneId.of("Europe/London"), Scope.ALL)),
                unlimited()));

        OutboxResult.RetryAt waits = assertInstanceOf(
                OutboxResult.RetryAt.class, world.dispatch(world.send(MessagingWorld.PERSON, "Hallo")));

        assertEquals(Instant.parse("2026-11-20T11:00:00Z"), waits.time());
    }

    @Test
    void settingsThatCannotBeAreRefusedByName() {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class,
                () -> world.decide(new SendingRules(
                        Optional.of(new QuietHours(LocalTime.NOON, LocalTime.NOON, null, Scope.ALL)),
                        Map.of(SenderKind.LONG_CODE, BigDecimal.ZERO))));

        assertEquals(
                List.of("quietHours.until", "rates.LONG_CODE"),
                refused.errors().stream().map(error -> error.field()).toList());
    }

    @Test
    void aNumberKeepsItsPaceAndTheOthersAreToldWhenTheirTurnIs() {
        limit(SenderKind.LONG_CODE, "2");
        List<UUID> ids = people(4);

        List<OutboxResult> results = ids.stream().map(world::dispatch).toList();

        assertInstanceOf(OutboxResult.Done.class, results.get(0));
        assertEquals(
                List.of(500L, 1000L, 1500L),
                results.subList(1, 4).stream()
                        .map(result -> Duration.between(world.clock.instant(), ((OutboxResult.RetryAt) result).time())
                                .toMillis())
                        .toList());
        assertEquals("SENDER_RATE", message(ids.get(3)).errorCode());
        world.clock.advance(Duration.ofMillis(500));
        assertInstanceOf(OutboxResult.Done.class, world.dispatch(ids.get(1)));
        assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(ids.get(3)), "it is not its turn");
        world.clock.advance(Duration.ofMillis(500));
        assertInstanceOf(OutboxResult.Done.class, world.dispatch(ids.get(2)));
    }

    @Test
    void oneSendersQueueHoldsUpNoOtherSender() {
        limit(SenderKind.LONG_CODE, "1");
        world.whatsapp("SM100", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");
        List<UUID> slow = people(2);
        UUID other = world.send(
                        SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("WHATSAPP"), Content.text("Danke")))
                .message()
                .id();
        slow.forEach(world::dispatch);

        assertInstanceOf(OutboxResult.Done.class, world.dispatch(other));
    }

    @Test
    void aConversationPassesBulkMessagesThatWaitForTheSameSender() {
        limit(SenderKind.LONG_CODE, "1");
        UUID job = UUID.randomUUID();
        List<UUID> bulk = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            bulk.add(world.send(request("+4917139201" + (10 + i)).ofJob(job))
                    .message()
                    .id());
        }
        bulk.forEach(world::dispatch);
        UUID personal = world.send(MessagingWorld.PERSON, "Zu Ihrer Frage");

        OutboxResult.RetryAt first = assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(personal));

        assertEquals(world.clock.instant().plusSeconds(1), first.time(), "the very next moment, before four others");
        world.clock.advance(Duration.ofSeconds(1));
        assertInstanceOf(OutboxResult.Done.class, world.dispatch(personal));
        assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(bulk.get(1)));
    }

    @Test
    void severalNodesTogetherAreNoFasterThanTheSenderMayBe() throws Exception {
        limit(SenderKind.LONG_CODE, "1");
        List<UUID> ids = people(12);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            for (int second = 0; second < 3; second++) {
                List<Callable<OutboxResult>> calls = ids.stream()
                        .map(id -> (Callable<OutboxResult>) () -> world.dispatch(id))
                        .toList();
                for (Future<OutboxResult> future : nodes.invokeAll(calls)) {
                    future.get();
                }
                assertTrue(
                        world.provider.received.size() <= second + 1,
                        world.provider.received.size() + " messages in second " + second);
                world.clock.advance(Duration.ofSeconds(1));
            }
        } finally {
            nodes.shutdownNow();
        }
        assertEquals(3, world.provider.received.size());
    }

    @Test
    void aStormOf429PausesTheWholeSenderAndEndsWithTheFirstMessageTaken() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.THROTTLED, "20429");
        };
        List<UUID> ids = people(4);
        world.dispatch(ids.get(0));
        world.dispatch(ids.get(1));
        int tried = world.provider.received.size();

        OutboxResult.RetryAt paused = assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(ids.get(2)));

        assertEquals(tried, world.provider.received.size(), "nothing is tried during the pause");
        assertEquals(world.clock.instant().plusSeconds(1), paused.time());
        world.provider.onSend = message -> FakeProvider.receipt("SM" + message.id());
        world.clock.advance(Duration.ofSeconds(3));
        ids.forEach(id -> assertInstanceOf(OutboxResult.Done.class, world.dispatch(id)));
        assertEquals(0, world.count("select max(throttled) as n from sender_rate"));
    }

    @Test
    void withoutADecisionANumberSendsOneMessageASecond() {
        world.decide(SendingRules.NONE);
        List<UUID> ids = people(2);

        assertInstanceOf(OutboxResult.Done.class, world.dispatch(ids.get(0)));
        assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(ids.get(1)));
    }

    private void revoke() {
        world.inTransaction(() -> {
            world.get(Consents.class)
                    .revoke(
                            world.workspaceId,
                            new ConsentChange(
                                    ChannelType.SMS, MessagingWorld.PERSON, ConsentSource.USER, null, null, null));
            return null;
        });
    }

    private ConsentState state(String address) {
        return world.inTransaction(() -> world.get(Consents.class).state(world.workspaceId, ChannelType.SMS, address));
    }

    private void limit(SenderKind kind, String perSecond) {
        world.decide(new SendingRules(Optional.empty(), Map.of(kind, new BigDecimal(perSecond))));
    }

    private static Map<SenderKind, BigDecimal> unlimited() {
        return Collections.singletonMap(SenderKind.LONG_CODE, null);
    }

    private List<UUID> people(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(world.send("+4917139200" + (10 + i), "Hallo " + i));
        }
        return ids;
    }

    private static SendRequest request(String to) {
        return SendRequest.of(Addressee.at(to).on("SMS"), Content.text("Nur heute"));
    }

    private MessageView message(UUID id) {
        return world.inTransaction(() -> world.get(Messages.class)
                .find(world.workspaceId, id)
                .orElseThrow()
                .message());
    }

    private static ProviderFailedException failure(ErrorKind kind, String code) {
        return new ProviderFailedException(
                kind,
                "played by the test",
                Optional.of(new ProviderError(code, Optional.empty())),
                Optional.empty(),
                null);
    }
}
