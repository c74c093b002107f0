package io.fractal.plugins.twilio.sandbox;

import static io.fractal.plugins.twilio.sandbox.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.FetchedMedia;
import io.fractal.spi.InboundContext;
import io.fractal.spi.InboundContext.Interaction;
import io.fractal.spi.InboundContext.InteractionKind;
import io.fractal.spi.InboundContext.OptOut;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.MediaSource;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.ProviderSender;
import io.fractal.spi.ProviderSender.Kind;
import io.fractal.spi.ProviderTemplate;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.SenderDirectory.WebhookAddresses;
import io.fractal.spi.TemplateApproval.Status;
import io.fractal.spi.TemplateContent;
import io.fractal.spi.TemplateContent.Action;
import io.fractal.spi.TemplateContent.ActionKind;
import io.fractal.spi.TemplateDirectory;
import io.fractal.spi.TemplateDraft;
import io.fractal.spi.TemplateUse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that the real adapter does beside plain sending, against a Twilio that keeps its state. */
class AdapterAgainstSandboxTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String STRANGER = "+491713920088";

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
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
    void aTemplateIsMadeSubmittedApprovedSentAndRemoved() throws Exception {
        TemplateDirectory templates = adapter.templates().orElseThrow();
        ProviderTemplate made = templates.create(new TemplateDraft(
                "parcel_de",
                "de",
                new TemplateContent(
                        "twilio/quick-reply",
                        "Hallo {{1}}, Ihr Paket kommt am {{2}}.",
                        List.of(),
                        Optional.empty(),
                        List.of(new Action(ActionKind.QUICK_REPLY, "Danke", Optional.of("ok"), Optional.empty()))),
                Map.of("1", "Zoë", "2", "Montag")));
        assertEquals(Status.UNSUBMITTED, made.approval().status());

        assertEquals(
                Status.PENDING,
                templates.submit(made.id(), "parcel_de", "UTILITY").status());
        clock.advance(LONG);
        ProviderTemplate approved = templates.find(made.id()).orElseThrow();
        assertEquals(Status.APPROVED, approved.approval().status());
        assertEquals(made.content(), approved.content());
        assertEquals(Map.of("1", "Zoë", "2", "Montag"), approved.samples());
        assertTrue(templates.list().stream().map(ProviderTemplate::id).anyMatch(made.id()::equals));

        SendReceipt receipt = adapter.send(message(
                ChannelType.WHATSAPP,
                SandboxServer.WHATSAPP_NUMBER,
                STRANGER,
                Optional.of(new TemplateUse(made.id(), Map.of("1", "Müller", "2", "Dienstag")))));
        clock.advance(LONG);
        eventually(
                "delivered outside the window",
                () -> server.statuses(receipt.providerMessageId()).contains("delivered"));
        assertEquals(
                "Hallo Müller, Ihr Paket kommt am Dienstag.",
                control.messages(STRANGER).get(0).path("body").asText());

        templates.delete(made.id());
        templates.delete(made.id());
        assertEquals(Optional.empty(), templates.find(made.id()));
    }

    @Test
    void theTemplatesOfTheAccountAreAllReadWithTheirApprovals() throws Exception {
        Map<String, Status> states = new TreeMap<>();
        for (ProviderTemplate template : adapter.templates().orElseThrow().list()) {
            states.put(template.name(), template.approval().status());
            assertFalse(template.content().type().isEmpty());
            assertFalse(template.content().body().isEmpty(), template.name());
            assertTrue(template.updatedAt().isAfter(Instant.EPOCH));
        }

        assertEquals(Status.APPROVED, states.get("order_shipped_en"));
        assertEquals(Status.PENDING, states.get("summer_offer_en"));
        assertEquals(Status.UNSUBMITTED, states.get("topic_picker_de"));
        assertEquals(Status.REJECTED, states.get("prize_draw_en"));
    }

    @Test
    void aScheduledMessageWaitsAtTwilioAndCanBeTakenBackOnce() throws Exception {
        SendReceipt receipt = adapter.send(scheduled(clock.instant().plus(Duration.ofHours(2))));
        assertEquals(DeliveryStatus.SCHEDULED, receipt.status());

        assertEquals(
                DeliveryStatus.CANCELED,
                adapter.cancel(receipt.providerMessageId()).status());
        clock.advance(Duration.ofHours(3));

        ProviderFailedException again =
                assertThrows(ProviderFailedException.class, () -> adapter.cancel(receipt.providerMessageId()));
        assertEquals(ErrorKind.REJECTED, again.kind());
        assertEquals("30409", again.providerError().orElseThrow().code());
    }

    @Test
    void aScheduleThatTwilioDoesNotKeepIsRefused() {
        assertEquals(
                ErrorKind.REJECTED,
                assertThrows(
                                ProviderFailedException.class,
                                () -> adapter.send(scheduled(clock.instant().plus(Duration.ofMinutes(5)))))
                        .kind());
    }

    @Test
    void aDeliveredMessageIsRedactedAndJudged() throws Exception {
        SendReceipt receipt =
                adapter.send(message(ChannelType.SMS, SandboxServer.SMS_NUMBER, STRANGER, Optional.empty()));
        clock.advance(LONG);
        eventually(
                "delivered", () -> server.statuses(receipt.providerMessageId()).contains("delivered"));

        adapter.giveFeedback(receipt.providerMessageId(), true);
        adapter.redact(receipt.providerMessageId());
        adapter.redact(receipt.providerMessageId());

        assertEquals("", control.messages(STRANGER).get(0).path("body").asText());
        adapter.redact("SM" + "0".repeat(32));
    }

    @Test
    void everySenderOfTheAccountIsListed() throws Exception {
        List<ProviderSender> senders = adapter.senders().orElseThrow().list();

        assertEquals(
                Set.of(
                        Kind.LONG_CODE,
                        Kind.TOLL_FREE,
                        Kind.SHORT_CODE,
                        Kind.ALPHANUMERIC,
                        Kind.WHATSAPP,
                        Kind.RCS,
                        Kind.POOL),
                senders.stream().map(ProviderSender::kind).collect(Collectors.toSet()));
        ProviderSender number = sender(senders, SandboxServer.SMS_NUMBER, Kind.LONG_CODE);
        assertEquals(List.of(SandboxServer.SERVICE), number.poolIds());
        assertEquals(Optional.of(server.url() + "/webhooks/twilio/incoming"), number.incomingUrl());
        assertEquals(
                Set.of(ChannelType.WHATSAPP),
                sender(senders, SandboxServer.WHATSAPP_NUMBER, Kind.WHATSAPP).channels());
        ProviderSender tollFree = senders.stream()
                .filter(sender -> sender.kind() == Kind.TOLL_FREE)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of("TWILIO_APPROVED"), tollFree.verification());
        assertEquals(Optional.empty(), tollFree.incomingUrl(), "what comes in there is dropped");
    }

    @Test
    void eachSenderDeliversWhereItWasTold() throws Exception {
        List<ProviderSender> senders = adapter.senders().orElseThrow().list();
        WebhookAddresses addresses =
                new WebhookAddresses(server.url() + "/webhooks/elsewhere", server.url() + "/webhooks/elsewhere/status");
        for (ProviderSender sender : senders) {
            if (sender.kind() != Kind.ALPHANUMERIC) {
                adapter.senders().orElseThrow().setWebhooks(sender, addresses);
            }
        }

        List<ProviderSender> told = adapter.senders().orElseThrow().list();
        for (ProviderSender sender : told) {
            if (sender.kind() != Kind.ALPHANUMERIC) {
                assertEquals(Optional.of(addresses.incomingUrl()), sender.incomingUrl(), sender::label);
            }
        }
        control.post("/inbound", "{\"from\":\"" + STRANGER + "\",\"body\":\"Hi\"}");
        assertTrue(
                inbound().url().endsWith("/webhooks/elsewhere"), () -> inbound().url());
        assertTrue(adapter.verify(inbound()));
    }

    @Test
    void anAttachmentIsReadThroughTheRedirectAndTheStoreNeverSeesTheCredentials() throws Exception {
        byte[] bytes = "a picture".getBytes(StandardCharsets.UTF_8);
        InboundMessage message = writes("{\"from\":\"" + STRANGER + "\",\"media\":[{\"data\":\""
                + Base64.getEncoder().encodeToString(bytes)
                + "\",\"contentType\":\"image/jpeg\"},{\"data\":\"AAAA\",\"contentType\":\"image/png\"}]}");

        MediaSource source = adapter.media().orElseThrow();
        assertEquals(2, message.media().size());
        FetchedMedia media = source.fetch(message.media().get(0).url(), 100);
        assertArrayEquals(bytes, media.content());
        assertEquals("image/jpeg", media.contentType());
        assertEquals(
                "MEDIA_TOO_LARGE",
                assertThrows(
                                ProviderFailedException.class,
                                () -> source.fetch(message.media().get(0).url(), 3))
                        .providerError()
                        .orElseThrow()
                        .code());
        var seen = control.get("/media").toString();
        assertTrue(seen.contains("\"withCredentials\":0"), seen);
        assertFalse(seen.matches(".*\"withCredentials\":[1-9].*"), seen);
    }

    @Test
    void anApiKeyOpensTheAccountWhateverBecomesOfItsToken() throws Exception {
        ChannelAdapter keyed =
                server.adapter("apiKey", SandboxServer.API_KEY, "apiKeySecret", SandboxServer.API_KEY_SECRET);
        ChannelAdapter mistaken = server.adapter("apiKey", SandboxServer.API_KEY, "apiKeySecret", "not-the-keys-own");
        control.post("/behaviour", "{\"refuseAuthToken\":true}");

        SendReceipt receipt = keyed.send(sms());

        assertTrue(keyed.fetch(receipt.providerMessageId()).isPresent());
        for (ChannelAdapter refused : List.of(adapter, mistaken)) {
            ProviderFailedException failure = assertThrows(ProviderFailedException.class, () -> refused.send(sms()));
            assertEquals("20003", failure.providerError().orElseThrow().code());
        }
        clock.advance(LONG);
        eventually(
                "delivered", () -> server.statuses(receipt.providerMessageId()).contains("delivered"));
        assertTrue(server.webhooks.stream().allMatch(keyed::verify), "callbacks are signed with the token");
    }

    private OutboundMessage sms() {
        return message(ChannelType.SMS, SandboxServer.SMS_NUMBER, STRANGER, Optional.empty());
    }

    @Test
    void credentialsThatDoNotOpenAnAttachmentAreExplained() throws Exception {
        InboundMessage message =
                writes("{\"from\":\"" + STRANGER + "\",\"media\":[{\"data\":\"AAAA\",\"contentType\":\"image/png\"}]}");
        ChannelAdapter wrong = server.adapter("apiKey", "SK" + "0".repeat(32), "apiKeySecret", "not-the-keys-own");

        ProviderFailedException failure = assertThrows(
                ProviderFailedException.class,
                () -> wrong.media().orElseThrow().fetch(message.media().get(0).url(), 100));

        assertEquals(ErrorKind.REJECTED, failure.kind());
        assertTrue(failure.providerError().orElseThrow().message().orElse("").contains("TWILIO_API_KEY_SECRET"));
    }

    @Test
    void whatAPersonSendsBesideTextIsRead() throws Exception {
        InboundMessage first = writes("{\"from\":\"" + STRANGER + "\",\"channel\":\"WHATSAPP\",\"body\":\"Hallo\"}");
        InboundMessage button = writes("{\"from\":\"" + STRANGER
                + "\",\"channel\":\"WHATSAPP\",\"button\":{\"text\":\"Ja\",\"payload\":\"yes\"},\"replyTo\":\""
                + first.providerMessageId() + "\",\"externalUserId\":\"DE.1A2B3C\"}");
        InboundMessage list = writes("{\"from\":\"" + STRANGER
                + "\",\"channel\":\"WHATSAPP\",\"listReply\":{\"id\":\"slot-2\",\"title\":\"Dienstag\"}}");
        InboundMessage place = writes(
                "{\"from\":\"" + STRANGER
                        + "\",\"channel\":\"WHATSAPP\",\"location\":{\"latitude\":52.5,\"longitude\":13.25,\"label\":\"Fernsehturm\"}}");
        InboundMessage origin = writes(
                "{\"from\":\"" + STRANGER
                        + "\",\"channel\":\"WHATSAPP\",\"body\":\"Hi\",\"referral\":{\"headline\":\"Summer\",\"sourceId\":\"A1\"}}");

        assertEquals(
                Optional.of(new Interaction(InteractionKind.BUTTON, "yes", "Ja")),
                button.context().interaction());
        assertEquals(Optional.of(first.providerMessageId()), button.context().repliedToId());
        assertEquals(Set.of("DE.1A2B3C"), button.context().aliases());
        assertEquals("Ja", button.readableBody());
        assertEquals(
                Optional.of(new Interaction(InteractionKind.LIST, "slot-2", "Dienstag")),
                list.context().interaction());
        assertEquals(52.5, place.context().location().orElseThrow().latitude());
        assertEquals("Fernsehturm, 52.5, 13.25", place.readableBody());
        assertEquals(
                Optional.of("A1"), origin.context().referral().orElseThrow().sourceId());
        assertEquals(InboundContext.NONE, first.context());
    }

    @Test
    void aPersonWithoutANumberIsKnownByTheBusinessScopedId() throws Exception {
        InboundMessage message = writes("{\"from\":\"whatsapp:BR.1A2B\",\"body\":\"Oi\"}");

        assertEquals("BR.1A2B", message.from());
        assertEquals(ChannelType.WHATSAPP, message.channel());
        SendReceipt answer =
                adapter.send(message(ChannelType.WHATSAPP, SandboxServer.WHATSAPP_NUMBER, "BR.1A2B", Optional.empty()));
        clock.advance(LONG);
        eventually(
                "delivered", () -> server.statuses(answer.providerMessageId()).contains("delivered"));
    }

    @Test
    void aKeywordThatTwilioRecognisesIsPassedOn() throws Exception {
        control.post("/services/" + SandboxServer.SERVICE + "/advanced-opt-out", "{\"enabled\":true}");

        assertEquals(
                Optional.of(OptOut.STOP),
                writes("{\"from\":\"" + STRANGER + "\",\"body\":\"stop\"}")
                        .context()
                        .optOut());
    }

    /** Pain 1: the pool that a webhook names is no pool of ours, and the account still is. */
    @Test
    void aWebhookOfANumberInAPoolNamesBothThePoolAndTheAccount() throws Exception {
        writes("{\"from\":\"" + STRANGER + "\",\"body\":\"Hi\"}");

        RawWebhook webhook = inbound();
        assertEquals(Optional.of(SandboxServer.SERVICE), webhook.parameter("MessagingServiceSid"));
        assertEquals(Optional.of(SandboxServer.ACCOUNT), webhook.parameter("AccountSid"));
        assertTrue(adapter.verify(webhook));
    }

    /** What the adapter makes of what a person writes. */
    private InboundMessage writes(String call) throws Exception {
        int before = server.webhooks.size();
        control.post("/inbound", call);
        eventually("the webhook", () -> server.webhooks.size() > before);
        assertTrue(adapter.verify(inbound()));
        return assertInstanceOf(InboundMessage.class, adapter.parse(inbound()).get(0));
    }

    private RawWebhook inbound() {
        return server.webhooks.stream()
                .filter(webhook -> webhook.parameter("SmsStatus")
                        .filter("received"::equals)
                        .isPresent())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static ProviderSender sender(List<ProviderSender> senders, String address, Kind kind) {
        return senders.stream()
                .filter(sender -> sender.address().equals(address) && sender.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private OutboundMessage scheduled(Instant time) {
        return new OutboundMessage(
                "m",
                ChannelType.SMS,
                Optional.empty(),
                Optional.of(SandboxServer.SERVICE),
                STRANGER,
                "Later",
                List.of(),
                Optional.empty(),
                Optional.of(time),
                Optional.empty(),
                Optional.empty(),
                server.url() + "/webhooks/twilio/status");
    }

    private OutboundMessage message(ChannelType channel, String from, String to, Optional<TemplateUse> template) {
        return new OutboundMessage(
                "m",
                channel,
                Optional.of(from),
                Optional.empty(),
                to,
                "Hello",
                List.of(),
                template,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                server.url() + "/webhooks/twilio/status");
    }
}
