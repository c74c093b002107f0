package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.ConversationChanges;
import io.fractal.conversations.ConversationDetail;
import io.fractal.conversations.ConversationFilter;
import io.fractal.conversations.ConversationFilter.View;
import io.fractal.conversations.Conversations;
import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.Messages;
import io.fractal.conversations.ReplyOption;
import io.fractal.database.Paging;
import io.fractal.outbox.OutboxResult;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendingIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
    }

    @Test
    void anAcceptedMessageWaitsVisiblyAndGoesOutOnce() {
        UUID id = world.send("0171 392 0001", "Guten Tag");

        MessageDetail waiting = message(id);
        assertEquals("QUEUED", waiting.message().status());
        assertEquals(MessagingWorld.PERSON, waiting.message().to());
        assertEquals(1, world.count("select count(*) as n from outbox where kind = 'send' and subject_id = ?", id));
        assertEquals(
                List.of("contact.created", "conversation.created", "message.created", "conversation.updated"),
                world.texts("select type as t from event order by position"));

        assertInstanceOf(OutboxResult.Done.class, world.dispatch(id));
        assertInstanceOf(OutboxResult.Done.class, world.dispatch(id), "the work coming twice sends nothing twice");

        assertEquals(1, world.provider.received.size());
        assertEquals("Guten Tag", world.provider.received.get(0).body());
        assertEquals(
                Optional.of(MessagingWorld.SMS_SENDER),
                world.provider.received.get(0).from());
        assertTrue(world.provider.received.get(0).statusCallbackUrl().endsWith("/webhooks/twilio/status"));
        MessageDetail taken = message(id);
        assertEquals("SM1", taken.message().providerMessageId());
        assertEquals("queued", taken.message().providerStatus());
        assertEquals("TAKEN", taken.attempts().get(0).outcome());
        assertEquals(List.of("FRACTAL", "RESPONSE"), sources(taken));
    }

    @Test
    void theSameClientIdIsOneMessageHoweverOftenAndHoweverParallel() throws Exception {
        SendRequest request = request(null, MessagingWorld.PERSON, "Hallo", "key-1");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<SentMessage>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(() -> world.send(request));
            }
            List<SentMessage> answers = new ArrayList<>();
            for (Future<SentMessage> future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            assertEquals(
                    1, answers.stream().filter(answer -> !answer.repeated()).count());
            assertEquals(
                    1,
                    answers.stream()
                            .map(answer -> answer.message().id())
                            .distinct()
                            .count());
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, world.count("select count(*) as n from message"));

        SendRefusedException refused = assertThrows(
                SendRefusedException.class, () -> world.send(request(null, MessagingWorld.PERSON, "Anders", "key-1")));
        assertEquals("CLIENT_ID_REUSED", refused.code());
    }

    @Test
    void everythingThatIsWrongWithARequestIsSaidAtOnce() {
        SendRequest wrong = SendRequest.of(
                        Addressee.at(" ").on("PIGEON"), new Content(" ", List.of("ftp://x/y"), List.of(), null))
                .at(world.clock.instant())
                .keyed(" ")
                .withMetadata("[1]");

        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> world.send(wrong));

        assertEquals(
                List.of(
                        "RECIPIENT_REQUIRED",
                        "MEDIA_URL_INVALID",
                        "UNKNOWN_CHANNEL",
                        "SCHEDULE_IN_THE_PAST",
                        "CLIENT_ID_INVALID",
                        "METADATA_INVALID"),
                refused.errors().stream().map(FieldError::code).toList());
    }

    @Test
    void aTextOf1600CharactersGoesAndOneOf1601DoesNot() {
        world.send(MessagingWorld.PERSON, "x".repeat(1600));

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> world.send(MessagingWorld.PERSON, "x".repeat(1601)));
        assertEquals("BODY_TOO_LONG", refused.errors().get(0).code());
    }

    @Test
    void anAddressNobodyCanHaveAndAConversationOfAnotherWorkspaceAreRefused() {
        InvalidRequestException noNumber = assertThrows(InvalidRequestException.class, () -> world.send("12", "Hallo"));
        assertEquals("to", noNumber.errors().get(0).field());
        InvalidRequestException nowhere = assertThrows(
                InvalidRequestException.class, () -> world.send(request(UUID.randomUUID(), null, "Hallo", null)));
        assertEquals("conversationId", nowhere.errors().get(0).field());
        assertEquals(0, world.count("select count(*) as n from contact"), "a refused request leaves nothing");
    }

    @Test
    void whatsAppIsAnsweredWithin24HoursAndRefusedAfterwards() {
        world.whatsapp("SM100", MessagingWorld.PERSON, "Marlene Vogt", "Hallo");
        UUID conversation = onlyConversation();
        world.clock.advance(Duration.ofHours(23));
        SentMessage answer = world.send(request(conversation, null, "Guten Tag", null));
        assertEquals("WHATSAPP", answer.message().channelType());
        assertEquals(MessagingWorld.WHATSAPP_SENDER, answer.message().from());

        world.clock.advance(Duration.ofHours(1));
        SendRefusedException refused = assertThrows(
                SendRefusedException.class, () -> world.send(request(conversation, null, "Zu spät", null)));

        assertEquals("WHATSAPP_WINDOW_CLOSED", refused.code());
        ConversationDetail detail = world.inTransaction(() -> world.get(Conversations.class)
                .find(world.workspaceId, conversation)
                .orElseThrow());
        assertEquals(
                List.of("WHATSAPP", "SMS"),
                detail.replyOptions().stream().map(ReplyOption::channelType).toList(),
                "the same number is reached by SMS too");
        assertTrue(detail.replyOptions().get(0).preferred());
        assertEquals(world.clock.instant(), detail.replyOptions().get(0).windowClosesAt());
    }

    @Test
    void whatTheProviderRefusesFailsWithItsCodeAndAnotherTryIsANewMessage() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.REJECTED, "21211", "Invalid 'To' Phone Number");
        };
        UUID failed = world.send(MessagingWorld.PERSON, "Hallo");
        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(failed));

        assertEquals("FAILED", message(failed).message().status());
        assertEquals("21211", message(failed).message().errorCode());
        assertEquals("REJECTED", message(failed).attempts().get(0).outcome());

        world.provider.onSend = message -> FakeProvider.receipt("SM9");
        UUID again = world.inTransaction(() ->
                world.get(Sending.class).retry(world.workspaceId, failed, null).id());
        UUID twice = world.inTransaction(() ->
                world.get(Sending.class).retry(world.workspaceId, failed, null).id());
        world.dispatch(again);

        assertNotEquals(failed, again);
        assertEquals(again, twice, "asking twice sends once");
        assertEquals("SM9", message(again).message().providerMessageId());
        assertEquals("FAILED", message(failed).message().status(), "the old one stays as it was");
        assertEquals(failed, message(again).message().sending().retryOf());
        assertThrows(
                SendRefusedException.class,
                () -> world.inTransaction(() -> world.get(Sending.class).retry(world.workspaceId, again, null)));
    }

    @Test
    void whileTheProviderIsDownTheMessageWaitsVisiblyAndGoesOutOnceWhenItIsBack() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.UNAVAILABLE, null, null);
        };
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");

        OutboxResult first = world.dispatch(id);

        OutboxResult.RetryAt retry = assertInstanceOf(OutboxResult.RetryAt.class, first);
        assertTrue(retry.time().isAfter(world.clock.instant()));
        assertEquals("QUEUED", message(id).message().status());
        assertEquals("PROVIDER_UNAVAILABLE", message(id).message().errorCode());

        world.clock.advance(Duration.ofMinutes(1));
        world.dispatch(id);
        world.provider.onSend = message -> FakeProvider.receipt("SM1");
        world.clock.advance(Duration.ofMinutes(1));
        world.dispatch(id);

        assertEquals("SM1", message(id).message().providerMessageId());
        assertNull(message(id).message().errorCode(), "the obstacle is gone");
        assertEquals(
                List.of("UNAVAILABLE", "UNAVAILABLE", "TAKEN"),
                message(id).attempts().stream()
                        .map(attempt -> attempt.outcome())
                        .toList());
    }

    @Test
    void aThrottledMessageWaitsAtLeastAsLongAsTheProviderAsks() {
        world.provider.onSend = message -> {
            throw new ProviderFailedException(
                    ErrorKind.THROTTLED,
                    "429",
                    Optional.of(new ProviderError("20429", Optional.of("Too Many Requests"))),
                    Optional.of(Duration.ofSeconds(42)),
                    null);
        };
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");

        OutboxResult.RetryAt retry = assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(id));

        assertEquals(world.clock.instant().plusSeconds(42), retry.time());
        assertEquals("20429", message(id).message().errorCode());
    }

    @Test
    void afterADayOfTryingTheMessageFails() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.UNAVAILABLE, null, null);
        };
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");
        world.clock.advance(Duration.ofHours(25));
        assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(id), "what only waited has its day before it");
        world.clock.advance(Duration.ofHours(25));

        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(id));

        assertEquals("FAILED", message(id).message().status());
        assertEquals("PROVIDER_UNAVAILABLE", message(id).message().errorCode());
    }

    @Test
    void anUnknownOutcomeIsShownAndAskedForAndNotSentAgainWhileNobodyCanTell() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.OUTCOME_UNKNOWN, null, null);
        };
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");
        assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(id));
        assertEquals("UNKNOWN", message(id).message().status());

        world.clock.advance(Duration.ofSeconds(5));
        assertInstanceOf(OutboxResult.RetryAt.class, world.dispatch(id));
        assertEquals(1, world.provider.received.size());
        world.clock.advance(Duration.ofMinutes(11));
        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(id), "others are held up for a while only");
        assertEquals("UNKNOWN", message(id).message().status());

        world.provider.onLookUp = new Lookup.Found(FakeProvider.receipt("SM77"));
        world.dispatch(id);
        assertEquals("SM77", message(id).message().providerMessageId());
        assertEquals("QUEUED", message(id).message().status());
        assertEquals(1, world.provider.received.size());
        assertEquals(List.of("FRACTAL", "FRACTAL", "LOOKUP"), sources(message(id)));
    }

    @Test
    void whatTheProviderCertainlyDoesNotHaveIsSentAgainAtOnce() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.OUTCOME_UNKNOWN, null, null);
        };
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");
        world.dispatch(id);
        world.provider.onSend = message -> FakeProvider.receipt("SM2");
        world.provider.onLookUp = new Lookup.Absent();
        world.clock.advance(Duration.ofSeconds(5));

        assertInstanceOf(OutboxResult.Done.class, world.dispatch(id));

        assertEquals(2, world.provider.received.size());
        assertEquals("SM2", message(id).message().providerMessageId());
        assertEquals(
                List.of("UNKNOWN", "TAKEN"),
                message(id).attempts().stream()
                        .map(attempt -> attempt.outcome())
                        .toList());
    }

    @Test
    void aProcessThatDiedBetweenAttemptAndResultIsFoundOutBeforeAnythingIsSentAgain() {
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");
        world.provider.onSend = message -> {
            throw new Crash();
        };
        assertThrows(Crash.class, () -> world.dispatch(id));
        assertEquals(1, world.count("select count(*) as n from delivery_attempt where finished_at is null"));
        world.provider.onLookUp = new Lookup.Found(FakeProvider.receipt("SM5"));

        assertInstanceOf(OutboxResult.Done.class, world.get(SendHandler.class).handle(world.work(id, 2, true)));

        assertEquals(1, world.provider.received.size());
        assertEquals("SM5", message(id).message().providerMessageId());
        assertEquals("TAKEN", message(id).attempts().get(0).outcome());
    }

    @Test
    void aMessageThatStoppedMovingIsTakenUpAgainAndOneThatMovesIsLeftAlone() {
        UUID stuck = world.send(MessagingWorld.PERSON, "Hallo");
        world.texts("update outbox set state = 'DEAD', finished_at = ? returning kind as t", world.clock.instant());
        StuckMessages messages = world.get(StuckMessages.class);
        assertEquals(0, world.inTransaction(messages::setGoing), "not at once");

        world.clock.advance(Duration.ofMinutes(6));
        UUID fresh = world.send(MessagingWorld.PERSON, "Noch etwas");

        assertEquals(1, world.inTransaction(messages::setGoing));
        assertEquals(0, world.inTransaction(messages::setGoing));
        assertEquals(
                1, world.count("select count(*) as n from outbox where subject_id = ? and state = 'PENDING'", stuck));
        assertEquals(
                1, world.count("select count(*) as n from outbox where subject_id = ? and state = 'PENDING'", fresh));
    }

    @Test
    void aFaultInTheAdapterFailsTheMessage() {
        world.provider.onSend = message -> {
            throw failure(ErrorKind.BUG, null, null);
        };
        UUID id = world.send(MessagingWorld.PERSON, "Hallo");

        assertInstanceOf(OutboxResult.Dead.class, world.dispatch(id));

        assertEquals("FAILED", message(id).message().status());
        assertEquals("ADAPTER_FAILED", message(id).message().errorCode());
    }

    @Test
    void sequencesStayWithoutGapsWhenMessagesComeAndGoAtOnce() throws Exception {
        world.sms("SM1000", MessagingWorld.PERSON, "Start");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int number = i;
                calls.add(
                        number % 2 == 0
                                ? () -> world.sms("SM" + (2000 + number), MessagingWorld.PERSON, "herein " + number)
                                : () -> world.send(MessagingWorld.PERSON, "hinaus " + number));
            }
            for (Future<Object> future : threads.invokeAll(calls)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertEquals(13, world.count("select max(sequence) as n from message"));
        assertEquals(13, world.count("select count(distinct sequence) as n from message"));
        assertEquals(7, world.count("select unread_count as n from conversation"));
        world.inTransaction(
                () -> world.get(ConversationChanges.class).markRead(world.workspaceId, onlyConversation(), null));
        assertEquals(0, world.count("select unread_count as n from conversation"));
    }

    private UUID onlyConversation() {
        return world.inTransaction(() -> world.get(Conversations.class)
                .list(world.workspaceId, new ConversationFilter(View.ALL, null, null, null), Paging.page(1, 10))
                .items()
                .get(0)
                .id());
    }

    private MessageDetail message(UUID id) {
        return world.inTransaction(
                () -> world.get(Messages.class).find(world.workspaceId, id).orElseThrow());
    }

    private static List<String> sources(MessageDetail message) {
        return message.statusHistory().stream().map(event -> event.source()).toList();
    }

    private static SendRequest request(UUID conversationId, String to, String body, String clientId) {
        return SendRequest.of(new Addressee(conversationId, null, to, null), Content.text(body))
                .keyed(clientId);
    }

    private static ProviderFailedException failure(ErrorKind kind, String code, String words) {
        return new ProviderFailedException(
                kind,
                "played by the test",
                Optional.ofNullable(code).map(c -> new ProviderError(c, Optional.ofNullable(words))),
                Optional.empty(),
                null);
    }

    /** The process ends here. */
    private static final class Crash extends RuntimeException {}
}
