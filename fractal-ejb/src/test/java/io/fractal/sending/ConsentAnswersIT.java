package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.outbox.Lane;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A keyword comes before any automation, is shown, is answered once, and blocks what is sent. */
class ConsentAnswersIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String PERSON = MessagingWorld.PERSON;

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
    }

    @Test
    void aStopIsAnsweredOnceAlthoughItBlocksEverythingElseFromThenOn() {
        world.whatsapp("IN1", PERSON, "Marlene Vogt", "STOP");

        assertEquals(OutboxResult.done(), answer());
        assertEquals(OutboxResult.done(), answer());

        List<String> sent = world.texts("select body as t from message where direction = 'OUTBOUND'");
        assertEquals(
                List.of(
                        "Sie erhalten keine Nachrichten mehr von Test. Antworten Sie START, um wieder welche zu erhalten."),
                sent);
        world.dispatch(UUID.fromString(world.texts("select id::text as t from message where direction = 'OUTBOUND'")
                .get(0)));
        assertEquals(1, world.provider.received.size(), "also to who has just objected");
        assertEquals(PERSON, world.provider.received.get(0).to());
        assertEquals(
                MessagingWorld.WHATSAPP_SENDER,
                world.provider.received.get(0).from().orElseThrow());
        assertThrows(
                SendRefusedException.class,
                () -> world.send(SendRequest.of(Addressee.at(PERSON).on("WHATSAPP"), Content.text("Neues Angebot"))));
    }

    @Test
    void aStopThatComesWhileAMessageWaitsKeepsItFromBeingSent() {
        world.whatsapp("IN1", PERSON, "Marlene Vogt", "Hallo");
        UUID waiting = world.send(SendRequest.of(Addressee.at(PERSON).on("WHATSAPP"), Content.text("Neues Angebot")))
                .message()
                .id();

        world.whatsapp("IN2", PERSON, "Marlene Vogt", "Stopp");
        world.dispatch(waiting);

        assertTrue(world.provider.received.isEmpty());
        assertEquals(
                List.of("FAILED OPTED_OUT"),
                world.texts("select status || ' ' || error_code as t from message where id = ?", waiting));
    }

    @Test
    void aStartLetsMessagesThroughAgain() {
        world.whatsapp("IN1", PERSON, "Marlene Vogt", "STOP");
        world.whatsapp("IN2", PERSON, "Marlene Vogt", "START");

        UUID id = world.send(SendRequest.of(Addressee.at(PERSON).on("WHATSAPP"), Content.text("Willkommen")))
                .message()
                .id();
        world.dispatch(id);

        assertEquals(1, world.provider.received.size());
    }

    @Test
    void theAnswerSpeaksTheWorkspacesLanguageAndGermanToWhomAsksInGerman() {
        world.texts("update workspace set language = 'en' returning name as t");
        world.whatsapp("IN1", PERSON, "Marlene Vogt", "HELP");
        answer();
        assertEquals(
                List.of("You are writing with Test. Reply STOP to receive no more messages."),
                world.texts("select body as t from message where direction = 'OUTBOUND'"));

        world.whatsapp("IN2", "+491713920002", "Jo", "Hilfe");
        answer();
        assertEquals(
                1,
                world.count(
                        "select count(*) as n from message where direction = 'OUTBOUND' and body like 'Sie schreiben mit Test.%'"));
    }

    /** The dispatcher comes round with the newest answer. */
    private OutboxResult answer() {
        UUID message = UUID.fromString(world.texts(
                        "select subject_id::text as t from outbox where kind = 'consent-answer' order by position desc")
                .get(0));
        return world.get(ConsentAnswers.class)
                .handle(new OutboxWork(
                        UUID.randomUUID(),
                        world.workspaceId,
                        "consent-answer",
                        message,
                        message,
                        Lane.CONVERSATION,
                        1,
                        false,
                        world.clock.instant()));
    }
}
