package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.bulk.BulkHandler;
import io.fractal.bulk.BulkJobs;
import io.fractal.bulk.NewBulkJob;
import io.fractal.bulk.NewRecipient;
import io.fractal.configuration.FractalException;
import io.fractal.conversations.MessageDetail;
import io.fractal.conversations.MessageIndex;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.idempotency.Claim;
import io.fractal.idempotency.IdempotencyKeys;
import io.fractal.idempotency.KeptAnswer;
import io.fractal.idempotency.RequestKey;
import io.fractal.outbox.OutboxClaims;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.spi.Capabilities;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundContext;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.templates.TemplateSync;
import io.fractal.testing.FakeProvider;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import io.fractal.tracking.RefreshHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    void notAWordIsLeftInAnyTableOfTheDatabase() {
        world.provider.onSend = message -> FakeProvider.receipt("SM" + message.id());
        UUID sent = send(Content.text("Das Kennwort ist Zinnober"));
        RequestKey key = new RequestKey(world.workspaceId, UUID.randomUUID(), "POST", "/messages", "key-1");
        answer(key, "{\"data\":{\"id\":\"" + sent + "\",\"body\":\"Das Kennwort ist Zinnober\"}}");
        UUID filled = send(Content.template("HX00000000000000000000000000000001", Map.of("1", "Zinnober")));
        UUID job = mailing();
        world.provider.onContext = new InboundContext(
                Optional.empty(),
                Optional.of(new InboundContext.Interaction(InboundContext.InteractionKind.BUTTON, "1", "Zinnober")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
        world.whatsapp("SM100", MessagingWorld.PERSON, "Marlene Vogt", "Zinnober? Ja");
        world.get(MessageIndex.class).fill(100);
        assertEquals(
                Set.of(
                        "message",
                        "status_event",
                        "conversation",
                        "message_search",
                        "idempotency_key",
                        "bulk_job",
                        "bulk_recipient"),
                tablesWithTheWord());

        List<UUID> all = world.texts("select id::text as t from message order by id").stream()
                .map(UUID::fromString)
                .toList();
        assertEquals(5, all.size());
        all.forEach(this::redact);
        world.get(MessageIndex.class).fill(100);
        world.provider.onFetch = Optional.of(told(sent));
        world.get(RefreshHandler.class).handle(world.work(sent, 1, false));

        assertEquals(Set.of(), tablesWithTheWord());
        assertEquals("READ", message(sent).message().status(), "what is heard later still counts");
        assertEquals(
                Claim.State.ERASED,
                world.get(IdempotencyKeys.class).claim(key, new byte[1], true).state(),
                "the key is not free again");
        assertNull(world.get(BulkJobs.class).find(world.workspaceId, job).body());
        assertEquals(
                "HX00000000000000000000000000000001",
                message(filled).message().sending().templateId());
    }

    @Test
    void aBulkJobKeepsItsTextAsLongAsSomebodyMayReadAMessageOfIt() {
        world.provider.onSend = message -> FakeProvider.receipt("SM" + message.id());
        UUID job = mailing();
        String first = world.texts("select message_id::text as t from bulk_recipient where position = 0")
                .get(0);

        redact(UUID.fromString(first));

        assertEquals(
                "Kennwort {{word}}, also Zinnober",
                world.get(BulkJobs.class).find(world.workspaceId, job).body());
        assertEquals(
                List.of("1"),
                world.texts("select position::text as t from bulk_recipient where variables is not null"));
    }

    private UUID send(Content content) {
        UUID id = world.send(SendRequest.of(Addressee.at(MessagingWorld.PERSON).on("SMS"), content))
                .message()
                .id();
        world.dispatch(id);
        world.report("SM" + id, "delivered");
        return id;
    }

    /** A job for two people that is over. */
    private UUID mailing() {
        UUID job = world.get(BulkJobs.class)
                .create(
                        world.workspaceId,
                        new NewBulkJob(
                                "Test",
                                "SMS",
                                new NewBulkJob.Text("Kennwort {{word}}, also Zinnober", null),
                                Via.ANY,
                                null,
                                null,
                                null,
                                null,
                                List.of(recipient("+491713920101"), recipient("+491713920102"))))
                .id();
        for (int turns = 0; turns < 20 && isUnderWay(job); turns++) {
            work("bulk", world.get(BulkHandler.class));
            work("send", world.get(SendHandler.class));
            world.clock.advance(Duration.ofSeconds(2));
        }
        assertFalse(isUnderWay(job));
        world.texts("select provider_message_id as t from message where bulk_job_id = ?", job)
                .forEach(sid -> world.report(sid, "delivered"));
        return job;
    }

    private boolean isUnderWay(UUID job) {
        return world.get(BulkJobs.class).find(world.workspaceId, job).finishedAt() == null;
    }

    private static NewRecipient recipient(String number) {
        return new NewRecipient(number, null, Map.of("word", "Zinnober"), null, null);
    }

    private void work(String kind, OutboxHandler handler) {
        OutboxClaims claims = world.get(OutboxClaims.class);
        claims.claim(Set.of(kind), 10).forEach(work -> claims.complete(work, handler.handle(work)));
    }

    private void answer(RequestKey key, String json) {
        IdempotencyKeys keys = world.get(IdempotencyKeys.class);
        Claim claim = keys.claim(key, new byte[1], true);
        keys.complete(
                key,
                claim.claimId(),
                new KeptAnswer(201, null, "application/json", json.getBytes(StandardCharsets.UTF_8)));
    }

    private static SendReceipt told(UUID message) {
        return new SendReceipt(
                "SM" + message,
                DeliveryStatus.READ,
                "read",
                Optional.empty(),
                Optional.empty(),
                Map.of("status", "read", "body", "Das Kennwort ist Zinnober"));
    }

    /** Stems lack the ending, and bytes are written as digits. */
    private Set<String> tablesWithTheWord() {
        return world.texts("select tablename as t from pg_tables where schemaname = 'public'").stream()
                .filter(table -> world.count("select count(*) as n from " + table
                                + " as r where r::text ilike '%zinnob%' or r::text like '%696e6e6f62%'")
                        > 0)
                .collect(Collectors.toSet());
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
