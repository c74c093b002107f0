package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.bulk.BulkJobs;
import io.fractal.bulk.NewBulkJob;
import io.fractal.bulk.NewRecipient;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.outbox.OutboxResult;
import io.fractal.sending.QuietHours.Scope;
import io.fractal.spi.Capabilities;
import io.fractal.spi.Capabilities.Scheduling;
import io.fractal.spi.Capabilities.Validity;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ChannelType;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ValidityIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String POOL = "MG00000000000000000000000000000001";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE, Map.of("TWILIO_MESSAGING_SERVICE_SID", POOL));
        world.provider.capabilities = new Capabilities(
                Optional.of(new Scheduling(Duration.ofMinutes(15), Duration.ofDays(35), true)),
                true,
                true,
                true,
                Optional.of(new Validity(Duration.ofSeconds(5), Duration.ofHours(10), Set.of(ChannelType.SMS))),
                Set.of());
    }

    @Test
    void theProviderIsToldWhatIsLeftWhenItGetsTheMessage() {
        UUID limited = send(request().validFor(TEN_MINUTES));
        UUID unlimited = send(request());
        assertEquals(600, message(limited).sending().validityPeriod());
        world.clock.advance(Duration.ofMillis(99_500));

        world.dispatch(limited);
        world.dispatch(unlimited);

        assertEquals(
                Optional.of(Duration.ofSeconds(501)),
                world.provider.received.get(0).validity());
        assertEquals(Optional.empty(), world.provider.received.get(1).validity());
    }

    @Test
    void whatHasRunOutIsNotSentAndFailsForAllToSee() {
        UUID late = send(request().validFor(TEN_MINUTES));
        world.clock.advance(TEN_MINUTES);

        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(late));

        assertEquals("FAILED", message(late).status());
        assertEquals("VALIDITY_EXPIRED", message(late).errorCode());
        assertEquals(
                "Its validity period was over before it could be handed over",
                message(late).errorMessage());
        assertEquals(List.of(), world.provider.received);
    }

    @Test
    void whatWouldRunOutWhileItWaitsFailsThenAndNotWhenTheWaitingEnds() {
        world.decide(new SendingRules(
                Optional.of(new QuietHours(LocalTime.of(10, 0), LocalTime.of(20, 0), null, Scope.ALL)), Map.of()));
        Instant now = world.clock.instant();
        UUID waiting = send(request().validFor(TEN_MINUTES));

        assertEquals(
                now.plus(TEN_MINUTES),
                assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(waiting))
                        .time());
        world.clock.advance(TEN_MINUTES);
        world.dispatch(waiting);

        assertEquals("VALIDITY_EXPIRED", message(waiting).errorCode());
    }

    @Test
    void whatHadAnUnknownOutcomeAndTurnsOutNotToBeThereIsNotSentTooLate() {
        world.provider.onSend = message -> {
            throw new ProviderFailedException(
                    ErrorKind.OUTCOME_UNKNOWN, "no answer", Optional.empty(), Optional.empty(), null);
        };
        UUID unknown = send(request().validFor(TEN_MINUTES));
        world.dispatch(unknown);
        world.clock.advance(TEN_MINUTES);
        world.provider.onLookUp = new Lookup.Absent();

        world.dispatch(unknown);

        assertEquals("FAILED", message(unknown).status());
        assertEquals(1, world.provider.received.size());
    }

    @Test
    void aScheduledMessageIsValidFromItsTimeOnWhoeverKeepsIt() {
        Instant tomorrow = world.clock.instant().plus(Duration.ofDays(1));
        UUID here = send(request().at(tomorrow).validFor(TEN_MINUTES));
        UUID there = send(request().via(new Via(null, POOL, null)).at(tomorrow).validFor(TEN_MINUTES));

        world.dispatch(there);
        world.clock.advance(Duration.ofDays(1).plusSeconds(60));
        world.dispatch(here);

        assertEquals(Optional.of(TEN_MINUTES), world.provider.received.get(0).validity());
        assertEquals(Optional.of(tomorrow), world.provider.received.get(0).sendAt());
        assertEquals(
                Optional.of(Duration.ofMinutes(9)),
                world.provider.received.get(1).validity());
    }

    @Test
    void whatTheWayDoesNotAllowIsRefusedByNameAndNothingIsKept() {
        world.whatsapp("SM100", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");
        SendRequest whatsapp =
                SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("WHATSAPP"), Content.text("Danke"));
        assertEquals("VALIDITY_NOT_POSSIBLE", refusal(whatsapp.validFor(TEN_MINUTES)));
        for (Duration wrong :
                List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(4), Duration.ofSeconds(36_001))) {
            assertEquals("VALIDITY_OUT_OF_RANGE", refusal(request().validFor(wrong)), wrong.toString());
        }
        assertThrows(
                InvalidRequestException.class,
                () -> world.get(BulkJobs.class).create(world.workspaceId, job(Duration.ofSeconds(36_001))));
        assertEquals(0, world.count("select count(*) as n from message where direction = 'OUTBOUND'"));
        assertEquals(0, world.count("select count(*) as n from bulk_job"));
        world.provider.capabilities = Capabilities.NONE;
        assertEquals("VALIDITY_NOT_POSSIBLE", refusal(request().validFor(TEN_MINUTES)));
    }

    @Test
    void theSameKeyWithAnotherValidityIsAnotherMessageAndARetryKeepsIt() {
        SendRequest keyed = request().validFor(TEN_MINUTES).keyed("key-1");
        UUID first = send(keyed);
        assertEquals(first, send(keyed));
        assertThrows(SendRefusedException.class, () -> send(keyed.validFor(TEN_MINUTES.plusSeconds(1))));
        world.clock.advance(TEN_MINUTES);
        world.dispatch(first);

        MessageView again = world.inTransaction(() -> world.get(Sending.class).retry(world.workspaceId, first, null));

        assertEquals(600, again.sending().validityPeriod());
        world.dispatch(again.id());
        assertEquals(Optional.of(TEN_MINUTES), world.provider.received.get(0).validity());
    }

    private static NewBulkJob job(Duration validity) {
        return new NewBulkJob(
                "Test",
                "SMS",
                new NewBulkJob.Text("Hallo", null),
                Via.ANY,
                null,
                validity,
                null,
                null,
                List.of(new NewRecipient(MessagingWorld.PERSON, null, Map.of(), null, null)));
    }

    private static SendRequest request() {
        return SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("SMS"), Content.text("Ihr Code ist 4711"));
    }

    private UUID send(SendRequest request) {
        return world.send(request).message().id();
    }

    private String refusal(SendRequest request) {
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> send(request));
        assertEquals("validityPeriod", refused.errors().get(0).field());
        return refused.errors().get(0).code();
    }

    private MessageView message(UUID id) {
        return world.inTransaction(() -> world.get(Messages.class)
                .find(world.workspaceId, id)
                .orElseThrow()
                .message());
    }
}
