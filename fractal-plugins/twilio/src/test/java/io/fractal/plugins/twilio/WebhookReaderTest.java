package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundEvent;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.InboundMessage.Media;
import io.fractal.spi.MalformedWebhookException;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.StatusReport;
import io.fractal.spi.WebhookRoute;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReaderTest {

    private final TwilioAdapter adapter = new TwilioAdapter(
            AccountSettings.of(new io.fractal.spi.ProviderAccount(Fixture.ACCOUNT, Map.of("authToken", Fixture.TOKEN))),
            Clock.systemUTC());

    @Test
    void readsAnSmsWithUmlautsSignsAndEmoji() throws Exception {
        InboundMessage message = message("sms-german");

        assertEquals("SM" + "1".repeat(32), message.providerMessageId());
        assertEquals(ChannelType.SMS, message.channel());
        assertEquals("+491713920002", message.from());
        assertEquals("+4915735980000", message.to());
        assertEquals("Grüße aus Köln & Umgebung + 100 % 😀\nzweite Zeile", message.body());
        assertEquals(Optional.empty(), message.profileName());
        assertEquals(List.of(), message.media());
        assertEquals("", message.rawPayload().get("FromZip"), "empty parameters are kept");
        assertEquals(19, message.rawPayload().size());
    }

    @Test
    void anSmsWithMediaIsAnMmsWithAllOfThemInOrder() throws Exception {
        InboundMessage message = message("mms-three-media");

        assertEquals(ChannelType.MMS, message.channel());
        assertEquals("", message.body());
        assertEquals(
                List.of("image/jpeg", "image/png", "text/vcard"),
                message.media().stream().map(Media::contentType).toList());
        assertTrue(message.media().get(2).url().endsWith("/Media/ME" + "2".repeat(32)));
    }

    @Test
    void aWhatsAppUserWithoutANumberKeepsTheBusinessScopedId() throws Exception {
        InboundMessage message = message("whatsapp-username");

        assertEquals(ChannelType.WHATSAPP, message.channel());
        assertEquals("BR.1A2B3C4D", message.from());
        assertEquals("+14155238886", message.to());
        assertEquals(Optional.of("Zoë 🌍"), message.profileName());
    }

    @ParameterizedTest
    @CsvSource({
        "messenger:1234567890, messenger:987, MESSENGER, 1234567890",
        "rcs:+491713920001, rcs:brand_agent, RCS, +491713920001",
        "WhatsApp:+491713920001, whatsapp:+1415, WHATSAPP, +491713920001",
        "+491713920001, +1415, SMS, +491713920001",
        "newthing:42, newthing:1, SMS, newthing:42"
    })
    void theAddressPrefixNamesTheChannel(String from, String to, ChannelType channel, String address) throws Exception {
        InboundMessage message = (InboundMessage) adapter.parse(form("MessageSid=SM1&SmsStatus=received&Body=x&From="
                        + from.replace("+", "%2B") + "&To=" + to.replace("+", "%2B")))
                .get(0);

        assertEquals(channel, message.channel());
        assertEquals(address, message.from());
    }

    @Test
    void readsADeliveryReport() throws Exception {
        StatusReport report = status("status-delivered");

        assertEquals("SM" + "5".repeat(32), report.providerMessageId());
        assertEquals(DeliveryStatus.DELIVERED, report.status());
        assertEquals("delivered", report.providerStatus());
        assertEquals(Optional.empty(), report.error());
        assertEquals("2611210914", report.rawPayload().get("RawDlrDoneDate"));
    }

    @Test
    void aFailureKeepsItsCodeAndTheChannelsWords() throws Exception {
        InboundEvent.ProviderError error =
                status("status-whatsapp-undelivered").error().orElseThrow();

        assertEquals("63016", error.code());
        assertEquals(Optional.of("Outside of the window"), error.message());
    }

    @Test
    void aWordThatTwilioAddsOneDayIsKeptAndNotRefused() throws Exception {
        StatusReport report = status("status-new-word");

        assertEquals(DeliveryStatus.UNKNOWN, report.status());
        assertEquals("teleported", report.providerStatus());
        assertEquals(Optional.empty(), report.error(), "an empty error code is none");
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, ACCEPTED",
        "scheduled, SCHEDULED",
        "queued, QUEUED",
        "sending, SENDING",
        "sent, SENT",
        "delivered, DELIVERED",
        "read, READ",
        "partially_delivered, PARTIALLY_DELIVERED",
        "failed, FAILED",
        "undelivered, UNDELIVERED",
        "canceled, CANCELED",
        "receiving, RECEIVING",
        "received, RECEIVED"
    })
    void everyWordOfTwiliosHasItsState(String word, DeliveryStatus status) throws Exception {
        StatusReport report = (StatusReport)
                adapter.parse(form("MessageSid=SM1&MessageStatus=" + word)).get(0);

        assertEquals(status, report.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SmsStatus=received&Body=x&From=1&To=2",
                "MessageSid=SM1&SmsStatus=received&Body=x&To=2",
                "MessageSid=SM1&SmsStatus=received&Body=x&From=1&To=",
                "MessageStatus=sent",
                "MessageSid=SM1&MessageStatus="
            })
    void whatLacksAnIdAStateOrAnAddressIsMalformed(String form) {
        assertThrows(MalformedWebhookException.class, () -> adapter.parse(form(form)));
    }

    @Test
    void aClickOnAShortenedLinkTellsNothingButHasALabel() throws Exception {
        RawWebhook click = form("event_type=click&sms_sid=SM1&account_sid=AC1&messaging_service_sid=MG1&link=x");

        assertEquals(List.of(), adapter.parse(click));
        assertEquals(Optional.of(new WebhookRoute("AC1", Optional.of("MG1"))), new TwilioAdapterFactory().route(click));
    }

    @Test
    void theLabelIsAccountAndMessagingService() {
        TwilioAdapterFactory factory = new TwilioAdapterFactory();

        assertEquals(
                Optional.of(new WebhookRoute(Fixture.ACCOUNT, Optional.of("MG" + "9".repeat(32)))),
                factory.route(Fixture.load("mms-three-media").webhook()));
        assertEquals(
                Optional.of(new WebhookRoute(Fixture.ACCOUNT, Optional.empty())),
                factory.route(Fixture.load("sms-german").webhook()));
        assertEquals(Optional.empty(), factory.route(form("Body=x")));
    }

    @Test
    void aMessageIsAnsweredWithEmptyTwimlAndAReportWithNothing() {
        var twiml = adapter.acknowledge(Fixture.load("whatsapp-username").webhook());
        var nothing = adapter.acknowledge(Fixture.load("status-delivered").webhook());

        assertEquals(200, twiml.status());
        assertTrue(twiml.contentType().startsWith("text/xml"));
        assertTrue(new String(twiml.body(), StandardCharsets.UTF_8).endsWith("<Response/>"));
        assertEquals(204, nothing.status());
        assertEquals(0, nothing.body().length);
    }

    private InboundMessage message(String fixture) throws MalformedWebhookException {
        return assertInstanceOf(
                InboundMessage.class,
                adapter.parse(Fixture.load(fixture).webhook()).get(0));
    }

    private StatusReport status(String fixture) throws MalformedWebhookException {
        return assertInstanceOf(
                StatusReport.class,
                adapter.parse(Fixture.load(fixture).webhook()).get(0));
    }

    private static RawWebhook form(String form) {
        return Fixture.request("POST", "https://hub.example.com/webhooks/twilio/incoming", form, Map.of());
    }
}
