package io.fractal.plugins.twilio.sandbox;

import static io.fractal.plugins.twilio.sandbox.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.StatusReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter with Twilio's own SDK talks to the sandbox, and checks what the sandbox posts back. */
class TwilioSdkAgainstSandboxTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String PERSON = "+491713920002";
    private static final String WHATSAPP_PERSON = "+491713920001";

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00.250Z"));
    private SandboxServer server;
    private ChannelAdapter adapter;
    private Control control;

    @BeforeEach
    void start() {
        server = new SandboxServer(data, clock);
        adapter = server.adapter();
        control = new Control(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anSmsIsQueuedSendingSentAndDeliveredThroughSignedCallbacks() throws Exception {
        SendReceipt receipt = adapter.send(sms("Grüße & mehr"));

        assertEquals(DeliveryStatus.QUEUED, receipt.status());
        assertTrue(receipt.providerMessageId().matches("SM[0-9a-f]{32}"));
        assertEquals(List.of(), server.statuses(receipt.providerMessageId()), "no callback for the initial status");
        clock.advance(LONG);
        eventually("all callbacks", () -> server.webhooks.size() == 3);
        for (RawWebhook webhook : server.webhooks) {
            assertTrue(adapter.verify(webhook));
            assertEquals(SandboxServer.ACCOUNT, webhook.parameter("AccountSid").orElseThrow());
            StatusReport report =
                    assertInstanceOf(StatusReport.class, adapter.parse(webhook).get(0));
            assertEquals(receipt.providerMessageId(), report.providerMessageId());
        }
        assertSameElements(List.of("sending", "sent", "delivered"), server.statuses(receipt.providerMessageId()));
    }

    @Test
    void thePriceIsKnownOnceTheMessageIsDelivered() throws Exception {
        SendReceipt receipt = adapter.send(sms("x".repeat(161)));
        assertEquals(Optional.of(2), receipt.segments());
        assertEquals(
                Optional.empty(),
                adapter.fetch(receipt.providerMessageId()).orElseThrow().price());

        clock.advance(LONG);
        eventually(
                "delivered", () -> server.statuses(receipt.providerMessageId()).contains("delivered"));

        SendReceipt.Price price =
                adapter.fetch(receipt.providerMessageId()).orElseThrow().price().orElseThrow();
        assertEquals("-0.16980", price.amount().toPlainString());
        assertEquals("USD", price.currency());
    }

    @Test
    void aWhatsAppMessageIsReadAfterAWhile() throws Exception {
        SendReceipt receipt = adapter.send(whatsApp(WHATSAPP_PERSON, "Hallo"));

        clock.advance(LONG);

        eventually("read", () -> server.statuses(receipt.providerMessageId()).contains("read"));
        RawWebhook read = server.webhooks.stream()
                .filter(webhook ->
                        webhook.parameter("EventType").filter("READ"::equals).isPresent())
                .findFirst()
                .orElseThrow();
        assertTrue(adapter.verify(read));
        assertEquals("whatsapp:" + WHATSAPP_PERSON, read.parameter("To").orElseThrow());
    }

    @Test
    void aStrangerOnWhatsAppCannotBeWrittenToUntilHeWrites() throws Exception {
        SendReceipt first = adapter.send(whatsApp("+491713920099", "Hallo"));
        clock.advance(LONG);
        eventually("failed", () -> server.statuses(first.providerMessageId()).contains("undelivered"));
        RawWebhook undelivered = server.webhooks.stream()
                .filter(webhook -> webhook.parameter("MessageStatus")
                        .filter("undelivered"::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        StatusReport report = (StatusReport) adapter.parse(undelivered).get(0);
        assertEquals("63016", report.error().orElseThrow().code());

        control.post("/inbound", "{\"from\":\"+491713920099\",\"channel\":\"whatsapp\",\"body\":\"Hi\"}");
        SendReceipt second = adapter.send(whatsApp("+491713920099", "Hallo"));
        clock.advance(LONG);

        eventually(
                "delivered", () -> server.statuses(second.providerMessageId()).contains("delivered"));
    }

    @Test
    void theWindowOfDemoPeopleClosesADayAfterTheSandboxBegan() throws Exception {
        clock.advance(Duration.ofHours(25));

        SendReceipt receipt = adapter.send(whatsApp(WHATSAPP_PERSON, "Hallo"));
        clock.advance(LONG);

        eventually("failed", () -> server.statuses(receipt.providerMessageId()).equals(List.of("undelivered")));
    }

    @ParameterizedTest
    @CsvSource({
        "+15005550001, 21211",
        "+15005550002, 21612",
        "+15005550003, 21408",
        "+15005550004, 21610",
        "+15005550009, 21614",
        "12345, 21211"
    })
    void twiliosMagicRecipientsAreRefused(String to, String code) {
        ProviderFailedException failure = assertThrows(
                ProviderFailedException.class,
                () -> adapter.send(message(ChannelType.SMS, SandboxServer.SMS_NUMBER, to, "x")));

        assertEquals(ErrorKind.REJECTED, failure.kind());
        assertEquals(code, failure.providerError().orElseThrow().code());
    }

    @ParameterizedTest
    @CsvSource({
        "SMS, +15005550001, 21212, REJECTED",
        "SMS, +15005550007, 21606, REJECTED",
        "SMS, +15005550008, 21611, THROTTLED",
        "SMS, +4930231250, 21606, REJECTED",
        "WHATSAPP, +4930231250, 63007, REJECTED"
    })
    void sendersThatAreNotTheAccountsOwnAreRefused(ChannelType channel, String from, String code, ErrorKind kind) {
        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> adapter.send(message(channel, from, PERSON, "x")));

        assertEquals(code, failure.providerError().orElseThrow().code());
        assertEquals(kind, failure.kind());
    }

    @ParameterizedTest
    @CsvSource({"0, 21602", "1601, 21617"})
    void aTextMustBeThereAndNotTooLong(int length, String code) {
        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> adapter.send(sms("x".repeat(length))));

        assertEquals(code, failure.providerError().orElseThrow().code());
    }

    @Test
    void wrongCredentialsAreRefusedWithoutBurningTheMessage() {
        ChannelAdapter stranger = server.adapter("authToken", "wrong");

        ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> stranger.send(sms("x")));

        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        assertEquals("20003", failure.providerError().orElseThrow().code());
    }

    @Test
    void tooManyRequestsAreThrottledAndTheWaitIsPassedOn() throws Exception {
        control.post("/behaviour", "{\"failNext\":{\"count\":2,\"httpStatus\":429,\"retryAfter\":3}}");

        for (int call = 0; call < 2; call++) {
            ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> adapter.send(sms("x")));
            assertEquals(ErrorKind.THROTTLED, failure.kind());
            assertEquals("20429", failure.providerError().orElseThrow().code());
            assertEquals(Optional.of(Duration.ofSeconds(3)), failure.retryAfter());
        }
        assertEquals(DeliveryStatus.QUEUED, adapter.send(sms("x")).status());
    }

    @Test
    void whenTwilioIsDownNothingIsSent() throws Exception {
        control.post("/behaviour", "{\"down\":true}");

        ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> adapter.send(sms("x")));
        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());

        control.delete("/behaviour");
        assertEquals(DeliveryStatus.QUEUED, adapter.send(sms("x")).status());
        assertEquals(1, control.messages(PERSON).size());
    }

    @Test
    void aServerErrorAfterTheWorkIsFoundByLookingUp() throws Exception {
        control.post("/behaviour", "{\"failNext\":{\"httpStatus\":500,\"afterAccept\":true}}");

        ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> adapter.send(sms("once")));

        assertEquals(ErrorKind.OUTCOME_UNKNOWN, failure.kind());
        Lookup lookup = adapter.lookUp(sms("once"), clock.instant(), sid -> false);
        SendReceipt receipt = assertInstanceOf(Lookup.Found.class, lookup).receipt();
        assertEquals(control.messages(PERSON).get(0).path("sid").asText(), receipt.providerMessageId());
        assertEquals(1, control.messages(PERSON).size(), "the SDK must not have repeated the call");
    }

    @Test
    void silenceAfterTheWorkIsFoundByLookingUp() throws Exception {
        control.post("/behaviour", "{\"hangNext\":{\"millis\":60000}}");
        ChannelAdapter impatient = server.adapter("answerTimeoutMillis", "300");

        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> impatient.send(sms("once")));

        assertEquals(ErrorKind.OUTCOME_UNKNOWN, failure.kind());
        assertInstanceOf(Lookup.Found.class, adapter.lookUp(sms("once"), clock.instant(), sid -> false));
        control.delete("/behaviour");
    }

    @Test
    void silenceBeforeTheWorkIsAbsentOnceTimeHasPassed() throws Exception {
        control.post("/behaviour", "{\"failNext\":{\"httpStatus\":502}}");
        Instant attempt = clock.instant();
        assertThrows(ProviderFailedException.class, () -> adapter.send(sms("never")));

        assertInstanceOf(Lookup.Undecided.class, adapter.lookUp(sms("never"), attempt, sid -> false));
        clock.advance(Duration.ofMinutes(2));
        assertInstanceOf(Lookup.Absent.class, adapter.lookUp(sms("never"), attempt, sid -> false));
    }

    @Test
    void lookingUpReadsThroughManyPages() throws Exception {
        SendReceipt wanted = adapter.send(sms("the first"));
        for (int number = 0; number < 120; number++) {
            adapter.send(sms("number " + number));
        }

        Lookup lookup = adapter.lookUp(sms("the first"), clock.instant(), sid -> false);

        assertEquals(
                wanted.providerMessageId(),
                assertInstanceOf(Lookup.Found.class, lookup).receipt().providerMessageId());
    }

    @Test
    void aCallbackCanOvertakeTheAnswer() throws Exception {
        control.post("/behaviour", "{\"callbackBeforeCreateResponse\":true}");

        SendReceipt receipt = adapter.send(sms("x"));

        assertEquals(List.of("sending"), server.statuses(receipt.providerMessageId()), "came before send returned");
        assertEquals(DeliveryStatus.QUEUED, receipt.status());
    }

    @Test
    void callbacksCanComeRepeatedlyAndBackwards() throws Exception {
        control.post("/behaviour", "{\"repeatCallbacks\":2,\"reorderCallbacks\":true}");

        SendReceipt receipt = adapter.send(sms("x"));
        clock.advance(LONG);

        eventually("all callbacks", () -> server.webhooks.size() == 6);
        assertEquals(
                List.of("delivered", "delivered", "sent", "sent", "sending", "sending"),
                server.statuses(receipt.providerMessageId()));
    }

    @Test
    void aMessagingServiceAcceptsFirst() throws Exception {
        SendReceipt receipt = adapter.send(new OutboundMessage(
                "m",
                ChannelType.SMS,
                Optional.empty(),
                Optional.of(SandboxServer.SERVICE),
                PERSON,
                "x",
                List.of(),
                callback()));

        assertEquals(DeliveryStatus.ACCEPTED, receipt.status());
        assertEquals(Optional.empty(), receipt.segments());
        clock.advance(LONG);
        eventually(
                "all callbacks",
                () -> server.statuses(receipt.providerMessageId()).size() == 4);
        assertSameElements(
                List.of("queued", "sending", "sent", "delivered"), server.statuses(receipt.providerMessageId()));
    }

    @Test
    void whoSaidStopIsNotWrittenToUntilHeSaysStart() throws Exception {
        control.post("/inbound", "{\"from\":\"" + PERSON + "\",\"body\":\" stop \"}");
        ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> adapter.send(sms("x")));
        assertEquals("21610", failure.providerError().orElseThrow().code());

        control.post("/inbound", "{\"from\":\"" + PERSON + "\",\"body\":\"Start\"}");
        assertEquals(DeliveryStatus.QUEUED, adapter.send(sms("x")).status());
    }

    @Test
    void aMessageThatIsGoneIsNotFetched() throws Exception {
        assertEquals(Optional.empty(), adapter.fetch("SM" + "0".repeat(32)));
        assertFalse(adapter.fetch(adapter.send(sms("x")).providerMessageId()).isEmpty());
    }

    private OutboundMessage sms(String body) {
        return message(ChannelType.SMS, SandboxServer.SMS_NUMBER, PERSON, body);
    }

    private OutboundMessage whatsApp(String to, String body) {
        return message(ChannelType.WHATSAPP, SandboxServer.WHATSAPP_NUMBER, to, body);
    }

    private OutboundMessage message(ChannelType channel, String from, String to, String body) {
        return new OutboundMessage("m", channel, Optional.of(from), Optional.empty(), to, body, List.of(), callback());
    }

    private String callback() {
        return server.url() + "/webhooks/twilio/status?x=1%202";
    }

    /** Callbacks are posted independently of one another, as Twilio's are: their order is not promised. */
    private static void assertSameElements(List<String> expected, List<String> actual) {
        assertEquals(
                expected.stream().sorted().toList(), actual.stream().sorted().toList());
    }
}
