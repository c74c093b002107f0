package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundContext;
import io.fractal.spi.InboundContext.Interaction;
import io.fractal.spi.InboundContext.InteractionKind;
import io.fractal.spi.InboundContext.Location;
import io.fractal.spi.InboundContext.OptOut;
import io.fractal.spi.InboundContext.Referral;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.StatusReport;
import io.fractal.spi.WebhookRoute;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Twilio tells about incoming messages beside text and media. */
class InboundContextTest {

    @Test
    void aPlainMessageTellsNothing() throws Exception {
        InboundMessage message = message(Map.of("From", "+491713920002", "To", "+4915735980000"));

        assertEquals(InboundContext.NONE, message.context());
    }

    @Test
    void anAnswerNamesTheMessageItAnswers() throws Exception {
        InboundContext context = whatsApp("OriginalRepliedMessageSid", "SM9", "OriginalRepliedMessageSender", "x");

        assertEquals(Optional.of("SM9"), context.repliedToId());
    }

    @Test
    void aButtonComesWithItsPayloadAndItsText() throws Exception {
        assertEquals(
                Optional.of(new Interaction(InteractionKind.BUTTON, "confirm-7", "Yes, please")),
                whatsApp("MessageType", "button", "ButtonPayload", "confirm-7", "ButtonText", "Yes, please")
                        .interaction());
        assertEquals(
                Optional.of(new Interaction(InteractionKind.BUTTON, "Yes", "Yes")),
                whatsApp("ButtonText", "Yes").interaction());
        assertEquals(
                Optional.of(new Interaction(InteractionKind.BUTTON, "confirm-7", "Hello")),
                whatsApp("ButtonPayload", "confirm-7").interaction());
    }

    @Test
    void aListEntryComesWithItsIdAndItsTitle() throws Exception {
        assertEquals(
                Optional.of(new Interaction(InteractionKind.LIST, "slot-2", "Tuesday, 9:00")),
                whatsApp("MessageType", "interactive", "ListId", "slot-2", "ListTitle", "Tuesday, 9:00")
                        .interaction());
    }

    @Test
    void aPlaceHasCoordinatesAndPerhapsANameAndAnAddress() throws Exception {
        assertEquals(
                Optional.of(new Location(52.520008, -13.404954, Optional.of("Alexanderplatz"), Optional.of("Turm"))),
                whatsApp(
                                "Latitude",
                                "52.520008",
                                "Longitude",
                                "-13.404954",
                                "Address",
                                "Alexanderplatz",
                                "Label",
                                "Turm")
                        .location());
        assertEquals(
                Optional.of(new Location(0, 0, Optional.empty(), Optional.empty())),
                whatsApp("Latitude", "0", "Longitude", "0.0").location());
    }

    @ParameterizedTest
    @CsvSource({"91, 0", "0, 181", "north, 0", "NaN, 0", "'', 1", "1e999, 0"})
    void whatIsNoPlaceIsLeftOut(String latitude, String longitude) throws Exception {
        assertEquals(
                Optional.empty(),
                whatsApp("Latitude", latitude, "Longitude", longitude).location());
    }

    @Test
    void anAdvertisementIsKnownByItsIdAddressAndWords() throws Exception {
        assertEquals(
                Optional.of(new Referral(
                        Optional.of("A1"),
                        Optional.of("ad"),
                        Optional.of("https://fb.me/x"),
                        Optional.of("Summer"),
                        Optional.empty())),
                whatsApp(
                                "ReferralNumMedia",
                                "0",
                                "ReferralSourceId",
                                "A1",
                                "ReferralSourceType",
                                "ad",
                                "ReferralSourceUrl",
                                "https://fb.me/x",
                                "ReferralHeadline",
                                "Summer",
                                "ReferralBody",
                                "")
                        .referral());
        assertEquals(Optional.empty(), whatsApp("ReferralNumMedia", "0").referral());
    }

    @ParameterizedTest
    @CsvSource({"STOP, STOP", "start, START", "HELP, HELP"})
    void aKeywordThatTwilioRecognisedIsPassedOn(String word, OptOut type) throws Exception {
        assertEquals(Optional.of(type), whatsApp("OptOutType", word).optOut());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "PAUSE"})
    void anyOtherKeywordIsNone(String word) throws Exception {
        assertEquals(Optional.empty(), (word == null ? whatsApp() : whatsApp("OptOutType", word)).optOut());
    }

    @Test
    void aWhatsAppUserIsKnownByNumberAndByBusinessScopedId() throws Exception {
        assertEquals(
                Set.of("DE.1A2B3C"),
                whatsApp("WaId", "491713920001", "ExternalUserId", "whatsapp:DE.1A2B3C")
                        .aliases());
        assertEquals(
                Set.of("+5511987654321"),
                message(Map.of(
                                "From",
                                "whatsapp:BR.9Z8Y",
                                "To",
                                "whatsapp:+1415",
                                "WaId",
                                "5511987654321",
                                "ExternalUserId",
                                "whatsapp:BR.9Z8Y"))
                        .context()
                        .aliases());
    }

    @Test
    void theOtherSpellingOfANumberIsAnAlias() throws Exception {
        assertEquals(
                Set.of("+525512345678"),
                message(Map.of("From", "whatsapp:+5215512345678", "To", "whatsapp:+1415", "WaId", "525512345678"))
                        .context()
                        .aliases());
    }

    @Test
    void usersOfMessengerAndRcsAreKnownByTheirIds() throws Exception {
        InboundMessage messenger = message(Map.of("From", "messenger:6543", "To", "messenger:987"));
        InboundMessage rcs = message(Map.of("From", "rcs:+491713920001", "To", "rcs:brand_agent"));

        assertEquals(ChannelType.MESSENGER, messenger.channel());
        assertEquals("6543", messenger.from());
        assertEquals("987", messenger.to());
        assertEquals(ChannelType.RCS, rcs.channel());
        assertEquals("+491713920001", rcs.from());
        assertEquals("brand_agent", rcs.to());
    }

    @ParameterizedTest
    @ValueSource(strings = {"onMessageAdded", "onDeliveryUpdated", "onMessageAdd", "onConversationStateUpdated"})
    void whatConversationsTellsIsAnsweredAndChangesNothing(String event) throws Exception {
        RawWebhook webhook = form(Map.of(
                "EventType", event, "AccountSid", "AC1", "MessageSid", "IM1", "Body", "Hi", "Status", "delivered"));

        assertEquals(List.of(), WebhookReader.read(webhook));
        assertEquals(WebhookKind.OTHER, WebhookKind.of(webhook));
    }

    @Test
    void anEventOfAChannelIsAReportAllTheSame() throws Exception {
        StatusReport report = assertInstanceOf(
                StatusReport.class,
                WebhookReader.read(form(Map.of(
                                "EventType",
                                "UNDELIVERED",
                                "MessageSid",
                                "SM1",
                                "MessageStatus",
                                "undelivered",
                                "ErrorCode",
                                "63016",
                                "ChannelStatusMessage",
                                "Outside the window")))
                        .get(0));

        assertEquals(
                Optional.of(new InboundEvent.ProviderError("63016", Optional.of("Outside the window"))),
                report.error());
        assertEquals("UNDELIVERED", report.rawPayload().get("EventType"));
    }

    /** Pain 4: a failure without a code must not stand in the place of the reason that came before. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void aFailureWithoutACodeNamesNoReason(String code) throws Exception {
        StatusReport report = (StatusReport) WebhookReader.read(form(
                        Map.of("MessageSid", "SM1", "MessageStatus", "failed", "ErrorCode", code, "ErrorMessage", "")))
                .get(0);

        assertEquals(Optional.empty(), report.error());
    }

    @Test
    void theSameParametersMayComeAsJson() throws Exception {
        RawWebhook webhook = new RawWebhook(
                "POST",
                "https://hub.example.com/webhooks/twilio/status",
                "/",
                Map.of("Content-Type", List.of("application/json; charset=utf-8")),
                Map.of(),
                Map.of(),
                "{\"AccountSid\":\"AC1\",\"MessageSid\":\"SM1\",\"MessageStatus\":\"failed\",\"ErrorCode\":30003,\"x\":null}"
                        .getBytes(StandardCharsets.UTF_8));

        StatusReport report = (StatusReport) WebhookReader.read(webhook).get(0);
        assertEquals("30003", report.error().orElseThrow().code());
        assertEquals(Optional.of(new WebhookRoute("AC1", Optional.empty())), new TwilioAdapterFactory().route(webhook));
    }

    private static InboundContext whatsApp(String... more) throws MalformedWebhookException {
        Map<String, String> parameters = new LinkedHashMap<>(
                Map.of("From", "whatsapp:+491713920001", "To", "whatsapp:+14155238886", "WaId", "491713920001"));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return message(parameters).context();
    }

    private static InboundMessage message(Map<String, String> parameters) throws MalformedWebhookException {
        Map<String, String> all = new LinkedHashMap<>(Map.of("MessageSid", "SM1", "Body", "Hello"));
        all.putAll(parameters);
        return assertInstanceOf(
                InboundMessage.class, WebhookReader.read(form(all)).get(0));
    }

    private static RawWebhook form(Map<String, String> parameters) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        parameters.forEach((name, value) -> form.put(name, List.of(value)));
        return new RawWebhook("POST", "https://h/webhooks/twilio/x", "/", Map.of(), Map.of(), form, new byte[0]);
    }
}
