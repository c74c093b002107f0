package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.outbox.OutboxClaims;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.spi.Capabilities;
import io.fractal.spi.Capabilities.Scheduling;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.SendReceipt;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchedulingIT {

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
        world.provider.onSend = message -> new SendReceipt(
                "SM1",
                message.sendAt().isPresent() ? DeliveryStatus.SCHEDULED : DeliveryStatus.QUEUED,
                message.sendAt().isPresent() ? "scheduled" : "queued",
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void aMessageFromANumberIsKeptHereUntilItsTimeAndGoesOutThen() {
        Instant tomorrow = world.clock.instant().plus(Duration.ofDays(1));
        MessageView accepted = world.send(request("Morgen").at(tomorrow)).message();

        assertEquals("SCHEDULED", accepted.status());
        assertEquals("FRACTAL", accepted.sending().scheduleBy());
        assertEquals(tomorrow, accepted.scheduledAt());
        assertEquals(List.of(), claim(), "nothing is due");
        assertEquals(
                tomorrow,
                assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(accepted.id()))
                        .time(),
                "work that comes too early is put off");
        assertEquals(0, world.provider.received.size());

        world.clock.advance(Duration.ofDays(1));
        assertEquals(List.of(accepted.id()), claim());
        world.dispatch(accepted.id());

        assertEquals(Optional.empty(), world.provider.received.get(0).sendAt());
        assertEquals("SM1", message(accepted.id()).providerMessageId());
        assertEquals("QUEUED", message(accepted.id()).status());
        assertEquals(
                List.of("SCHEDULED", "QUEUED", "QUEUED"),
                world.texts(
                        "select status as t from status_event where message_id = ? order by occurred_at, id",
                        accepted.id()));
    }

    @Test
    void aMessageThroughAPoolIsKeptByTheProviderWhereItsLimitsAllowThat() {
        Instant tomorrow = world.clock.instant().plus(Duration.ofDays(1));
        MessageView accepted = world.send(pooled("Morgen").at(tomorrow)).message();
        assertEquals("PROVIDER", accepted.sending().scheduleBy());
        assertEquals("SCHEDULED", accepted.status());
        assertEquals(List.of(accepted.id()), claim(), "it is handed over at once");

        world.dispatch(accepted.id());

        assertEquals(Optional.of(tomorrow), world.provider.received.get(0).sendAt());
        assertEquals("SCHEDULED", message(accepted.id()).status());
        assertEquals("scheduled", message(accepted.id()).providerStatus());
    }

    @Test
    void outsideTheProvidersLimitsFractalKeepsIt() {
        Instant now = world.clock.instant();
        for (Duration ahead : List.of(Duration.ofMinutes(10), Duration.ofDays(36), Duration.ofDays(365))) {
            MessageView accepted =
                    world.send(pooled("In " + ahead).at(now.plus(ahead))).message();
            assertEquals("FRACTAL", accepted.sending().scheduleBy(), ahead.toString());
        }
    }

    @Test
    void whatTheProviderCouldNotGetInTimeIsKeptHereAfterAll() {
        Instant time = world.clock.instant().plus(Duration.ofMinutes(20));
        UUID id = world.send(pooled("Bald").at(time)).message().id();
        world.clock.advance(Duration.ofMinutes(10));

        OutboxResult result = world.dispatch(id);

        assertEquals(time, assertInstanceOf(OutboxResult.RetryAt.class, result).time());
        assertEquals("FRACTAL", message(id).sending().scheduleBy());
        world.clock.advance(Duration.ofMinutes(10));
        world.dispatch(id);
        assertEquals(Optional.empty(), world.provider.received.get(0).sendAt(), "a time so near would be ignored");
    }

    @Test
    void aScheduledMessageHoldsUpNoOtherOfItsConversation() {
        world.send(request("Morgen").at(world.clock.instant().plus(Duration.ofDays(1))));
        UUID now = world.send(MessagingWorld.PERSON, "Sofort");

        assertEquals(List.of(now), claim());
    }

    @Test
    void aTimeInThePastOrBeyondAYearIsRefusedByName() {
        for (Duration off : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(400))) {
            InvalidRequestException refused = assertThrows(
                    InvalidRequestException.class,
                    () -> world.send(request("Nie").at(world.clock.instant().plus(off))));
            assertEquals("scheduledAt", refused.errors().get(0).field());
        }
        assertEquals(0, world.count("select count(*) as n from message"));
    }

    @Test
    void theSameKeyWithAnotherTimeIsAnotherMessageAndRefused() {
        Instant tomorrow = world.clock.instant().plus(Duration.ofDays(1));
        SendRequest request = request("Morgen").at(tomorrow).keyed("key-1");
        UUID first = world.send(request).message().id();
        world.clock.advance(Duration.ofDays(2));

        assertEquals(first, world.send(request).message().id(), "also after its time");
        assertThrows(SendRefusedException.class, () -> world.send(request.at(tomorrow.plusSeconds(1))));
    }

    @Test
    void freeTextOnWhatsAppIsScheduledOnlyAsFarAsTheWindowIsOpen() {
        world.whatsapp("SM100", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");
        SendRequest request = SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("WHATSAPP"), Content.text("Danke"));
        Instant now = world.clock.instant();

        world.send(request.at(now.plus(Duration.ofHours(23))));
        SendRefusedException refused =
                assertThrows(SendRefusedException.class, () -> world.send(request.at(now.plus(Duration.ofHours(25)))));

        assertEquals("WHATSAPP_WINDOW_CLOSED", refused.code());
    }

    @Test
    void aScheduledMessageWhoseWorkWasLostIsTakenUpAfterItsTimeOnly() {
        UUID id = world.send(request("Morgen").at(world.clock.instant().plus(Duration.ofDays(7))))
                .message()
                .id();
        world.texts("delete from outbox returning kind as t");
        StuckMessages stuck = world.get(StuckMessages.class);
        world.clock.advance(Duration.ofDays(6));
        assertEquals(0, world.inTransaction(stuck::setGoing));

        world.clock.advance(Duration.ofDays(1).plusMinutes(6));

        assertEquals(1, world.inTransaction(stuck::setGoing));
        world.dispatch(id);
        assertEquals(1, world.provider.received.size());
    }

    private static SendRequest request(String body) {
        return SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("SMS"), Content.text(body));
    }

    private static SendRequest pooled(String body) {
        return request(body).via(new Via(null, POOL, null));
    }

    private List<UUID> claim() {
        return world.get(OutboxClaims.class).claim(List.of("send"), 10).stream()
                .map(OutboxWork::subjectId)
                .toList();
    }

    private MessageView message(UUID id) {
        return world.inTransaction(() -> world.get(Messages.class)
                .find(world.workspaceId, id)
                .orElseThrow()
                .message());
    }
}
