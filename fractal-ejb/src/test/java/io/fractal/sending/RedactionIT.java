package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.FractalException;
import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.outbox.OutboxResult;
import io.fractal.spi.Capabilities;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.templates.TemplateSync;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedactionIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        world.provider.templates.text("HX00000000000000000000000000000001", "greeting", "Hello {{1}}", Status.APPROVED);
        world.get(TemplateSync.class).sync(world.workspaceId);
        world.provider.capabilities = new Capabilities(Optional.empty(), true, true, true, Optional.empty(), Set.of());
    }

    @Test
    void nothingOfWhatWasWrittenIsLeftHereAndTheProviderIsAskedUntilItErasesToo() {
        UUID id = delivered(Content.text("Geheim 4711"));

        MessageView redacted = redact(id);

        assertNotNull(redacted.redactedAt());
        assertNull(redacted.body());
        assertEquals("DELIVERED", redacted.status(), "its history stays");
        assertEquals(0, world.count("select count(*) as n from message where body like '%4711%'"));
        assertEquals(0, world.count("select count(*) as n from conversation where last_message_preview like '%4711%'"));
        world.provider.onCall = sid -> {
            throw new ProviderFailedException(ErrorKind.REJECTED, "not yet", Optional.empty(), Optional.empty(), null);
        };
        assertInstanceOf(OutboxResult.RetryAt.class, redactThere(id, 1));
        world.provider.onCall = sid -> {};
        assertInstanceOf(OutboxResult.Done.class, redactThere(id, 2));
        assertEquals(List.of("redact SM1", "redact SM1"), world.provider.asked);
    }

    @Test
    void whatTheProviderReportedKeepsItsStatesAndLosesItsTexts() {
        world.webhook(Map.of(
                "MessageSid",
                "SM77",
                "From",
                MessagingWorld.PERSON,
                "To",
                MessagingWorld.SMS_SENDER,
                "Body",
                "Meine Adresse ist Lindenweg 3",
                "NumMedia",
                "1",
                "MediaUrl0",
                "https://api.twilio.com/picture",
                "MediaContentType0",
                "image/png",
                "ProfileName",
                "Marlene Vogt"));
        UUID id =
                UUID.fromString(world.texts("select id::text as t from message").get(0));

        redact(id);

        MessageDetail message = message(id);
        String payload = message.statusHistory().get(0).rawPayloadJson();
        assertTrue(payload.contains("SM77") && payload.contains(MessagingWorld.PERSON), payload);
        assertFalse(
                payload.contains("Lindenweg") || payload.contains("Marlene") || payload.contains("picture"), payload);
        assertEquals(0, world.count("select count(*) as n from attachment where url is not null"));
    }

    @Test
    void theVariablesOfATemplateGoToo() {
        UUID id = delivered(Content.template("HX00000000000000000000000000000001", Map.of("1", "Marlene")));

        redact(id);

        assertEquals(
                0, world.count("select count(*) as n from message where template_variables::text like '%Marlene%'"));
        assertEquals(
                "HX00000000000000000000000000000001",
                message(id).message().sending().templateId());
    }

    @Test
    void whatIsStillOnItsWayKeepsItsText() {
        UUID id = world.send(MessagingWorld.PERSON, "Unterwegs");
        assertEquals("MESSAGE_ON_ITS_WAY", refusal(id));
        world.dispatch(id);
        assertEquals("MESSAGE_ON_ITS_WAY", refusal(id));
        assertEquals("Unterwegs", message(id).message().body());
    }

    @Test
    void aMessageThatNeverReachedTheProviderIsErasedHereOnlyAndCannotBeSentAgain() {
        world.provider.onSend = message -> {
            throw new ProviderFailedException(ErrorKind.REJECTED, "no", Optional.empty(), Optional.empty(), null);
        };
        UUID id = world.send(MessagingWorld.PERSON, "Nie angekommen");
        world.dispatch(id);

        redact(id);

        assertEquals(0, world.count("select count(*) as n from outbox where kind = 'redact'"));
        FractalException refused = assertThrows(
                FractalException.class,
                () -> world.inTransaction(() -> world.get(Sending.class).retry(world.workspaceId, id, null)));
        assertEquals("MESSAGE_REDACTED", refused.code());
    }

    @Test
    void feedbackReachesTheProviderAndIsKept() {
        UUID id = delivered(Content.text("Ihr Code: 4711"));

        MessageView told = world.get(Feedback.class).give(world.workspaceId, id, true);

        assertEquals("CONFIRMED", told.sending().feedback());
        assertEquals(List.of("confirmed SM1"), world.provider.asked);
        UUID unsent = world.send(MessagingWorld.PERSON, "Noch nicht");
        assertEquals(
                "MESSAGE_NOT_SENT",
                assertThrows(
                                FractalException.class,
                                () -> world.get(Feedback.class).give(world.workspaceId, unsent, true))
                        .code());
    }

    private UUID delivered(Content content) {
        UUID id = world.send(SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("SMS"), content))
                .message()
                .id();
        world.dispatch(id);
        world.report("SM1", "delivered");
        return id;
    }

    private MessageView redact(UUID id) {
        return world.get(Redaction.class).redact(world.workspaceId, id);
    }

    private OutboxResult redactThere(UUID id, int attempt) {
        return world.get(RedactHandler.class).handle(world.work(id, attempt, false));
    }

    private String refusal(UUID id) {
        return assertThrows(FractalException.class, () -> redact(id)).code();
    }

    private MessageDetail message(UUID id) {
        return world.inTransaction(
                () -> world.get(Messages.class).find(world.workspaceId, id).orElseThrow());
    }
}
