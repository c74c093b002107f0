package io.fractal.plugins.twilio.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundMessage;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write reaches the host signed and complete. */
class InboundMessagesTest {

    @TempDir
    private Path data;

    private SandboxServer server;
    private ChannelAdapter adapter;
    private Control control;

    @BeforeEach
    void start() {
        server = new SandboxServer(data, new SettableClock(Instant.parse("2026-11-21T09:00:00Z")));
        server.answerWebhooks(webhook -> WebhookResponse.text(200, "text/xml", "<Response/>"));
        adapter = server.adapter();
        control = new Control(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anSmsCarriesEveryParameterOfTwiliosAndAValidSignature() throws Exception {
        JsonNode answer = control.post("/inbound", "{\"from\":\"+491713920002\",\"body\":\"Grüße & 1+1 😀\"}");

        RawWebhook webhook = only();
        assertEquals(200, answer.path("responses").path(0).path("status").asInt());
        assertTrue(adapter.verify(webhook));
        assertTrue(webhook.url().endsWith("/webhooks/twilio/incoming"));
        assertTrue(webhook.formParameters()
                .keySet()
                .containsAll(Set.of(
                        "MessageSid",
                        "SmsSid",
                        "SmsMessageSid",
                        "AccountSid",
                        "MessagingServiceSid",
                        "From",
                        "To",
                        "Body",
                        "NumMedia",
                        "NumSegments",
                        "SmsStatus",
                        "ApiVersion",
                        "FromCountry",
                        "ToCountry",
                        "FromCity")));
        assertTrue(webhook.header("I-Twilio-Idempotency-Token").isPresent());
        InboundMessage message = message(webhook);
        assertEquals(answer.path("sid").asText(), message.providerMessageId());
        assertEquals(ChannelType.SMS, message.channel());
        assertEquals("+491713920002", message.from());
        assertEquals(SandboxServer.SMS_NUMBER, message.to());
        assertEquals("Grüße & 1+1 😀", message.body());
        assertEquals("DE", message.rawPayload().get("FromCountry"));
    }

    @Test
    void aWhatsAppMessageCarriesTheNameOfThePhoneBook() throws Exception {
        control.post("/inbound", "{\"from\":\"+491713920001\",\"channel\":\"WHATSAPP\",\"body\":\"Hallo\"}");

        InboundMessage message = message(only());
        assertEquals(ChannelType.WHATSAPP, message.channel());
        assertEquals("+491713920001", message.from());
        assertEquals(SandboxServer.WHATSAPP_NUMBER, message.to());
        assertEquals(Optional.of("Marlene Vogt"), message.profileName());
        assertEquals("491713920001", message.rawPayload().get("WaId"));
    }

    @Test
    void aWhatsAppUserWithoutANumberHasOnlyTheBusinessScopedId() throws Exception {
        control.post("/inbound", "{\"from\":\"whatsapp:BR.1A2B\",\"body\":\"Olá\",\"profileName\":\"Zoë\"}");

        InboundMessage message = message(only());
        assertEquals("BR.1A2B", message.from());
        assertEquals("whatsapp:BR.1A2B", message.rawPayload().get("ExternalUserId"));
        assertFalse(message.rawPayload().containsKey("WaId"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"button\":{\"text\":\"Ja\",\"payload\":\"yes\"} | MessageType=button ButtonText=Ja ButtonPayload=yes Body=Ja",
                "\"listReply\":{\"id\":\"order\",\"title\":\"Bestellung\"} | MessageType=interactive ListId=order ListTitle=Bestellung Body=Bestellung",
                "\"location\":{\"latitude\":52.5,\"longitude\":13.4,\"label\":\"Büro\"} | MessageType=location Latitude=52.5 Longitude=13.4 Label=Büro Body=",
                "\"referral\":{\"headline\":\"Sale\",\"sourceType\":\"ad\",\"sourceUrl\":\"https://fb.me/1\",\"ctwaClid\":\"c1\"} | ReferralHeadline=Sale ReferralSourceType=ad ReferralSourceUrl=https://fb.me/1 ReferralCtwaClid=c1 ReferralNumMedia=0",
                "\"forwarded\":true,\"frequentlyForwarded\":true | Forwarded=true FrequentlyForwarded=true",
                "\"externalUserId\":\"DE.9x8y\" | ExternalUserId=whatsapp:DE.9x8y WaId=491713920001 From=whatsapp:+491713920001"
            })
    void whatsAppTellsMoreThanAText(String given, String expected) throws Exception {
        control.post("/inbound", "{\"from\":\"whatsapp:+491713920001\"," + given + "}");

        RawWebhook webhook = only();
        assertTrue(adapter.verify(webhook));
        for (String pair : expected.split(" ")) {
            String[] parts = pair.split("=", 2);
            assertEquals(Optional.of(parts[1]), webhook.parameter(parts[0]), parts[0]);
        }
    }

    @Test
    void aReplyNamesTheMessageThatItAnswers() throws Exception {
        JsonNode first = control.post("/inbound", "{\"from\":\"whatsapp:+491713920001\",\"body\":\"one\"}");
        String sid = first.path("sid").asText();
        control.post("/inbound", "{\"from\":\"whatsapp:+491713920001\",\"body\":\"two\",\"replyTo\":\"" + sid + "\"}");

        RawWebhook webhook = server.webhooks.get(1);
        assertEquals(Optional.of(sid), webhook.parameter("OriginalRepliedMessageSid"));
        assertEquals(Optional.of("whatsapp:+491713920001"), webhook.parameter("OriginalRepliedMessageSender"));
    }

    @Test
    void mediaMakeAnMms() throws Exception {
        control.post(
                "/inbound",
                "{\"from\":\"+12125550116\",\"media\":[\"https://example.com/a.jpg\",{\"url\":\"https://example.com/b.pdf\",\"contentType\":\"application/pdf\"}]}");

        InboundMessage message = message(only());
        assertTrue(message.providerMessageId().startsWith("MM"));
        assertEquals(ChannelType.MMS, message.channel());
        assertEquals(
                List.of(
                        new InboundMessage.Media("https://example.com/a.jpg", "image/jpeg"),
                        new InboundMessage.Media("https://example.com/b.pdf", "application/pdf")),
                message.media());
    }

    @Test
    void anyParameterCanBeAddedReplacedOrLeftOut() throws Exception {
        control.post(
                "/inbound",
                "{\"from\":\"+491713920002\",\"to\":\"+4930231250\",\"body\":\"x\",\"params\":{\"OptOutType\":\"STOP\",\"NumMedia\":\"7\",\"ToZip\":null}}");

        RawWebhook webhook = only();
        assertTrue(adapter.verify(webhook), "signed as sent");
        assertEquals(Optional.of("STOP"), webhook.parameter("OptOutType"));
        assertEquals(Optional.of("7"), webhook.parameter("NumMedia"));
        assertEquals(Optional.empty(), webhook.parameter("ToZip"));
        assertEquals(Optional.of("+4930231250"), webhook.parameter("To"));
    }

    @Test
    void theSameWebhookCanComeManyTimesAtOnce() throws Exception {
        JsonNode answer = control.post("/inbound", "{\"from\":\"+491713920002\",\"body\":\"x\",\"times\":10}");

        assertEquals(10, answer.path("responses").size());
        assertEquals(10, server.webhooks.size());
        assertEquals(
                1,
                server.webhooks.stream()
                        .map(webhook -> webhook.parameter("MessageSid"))
                        .collect(Collectors.toSet())
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"missing, false", "wrong, false", "valid, true"})
    void theSignatureCanBeMissingOrWrong(String signature, boolean verified) throws Exception {
        control.post("/inbound", "{\"from\":\"+491713920002\",\"body\":\"x\",\"signature\":\"" + signature + "\"}");

        assertEquals(verified, adapter.verify(only()));
        assertEquals(
                !signature.equals("missing"),
                only().header("X-Twilio-Signature").isPresent());
    }

    @Test
    void whatTheHostAnsweredIsTold() throws Exception {
        server.answerWebhooks(webhook -> WebhookResponse.empty(403));

        JsonNode answer = control.post("/inbound", "{\"from\":\"+491713920002\",\"body\":\"x\"}");

        assertEquals(403, answer.path("responses").path(0).path("status").asInt());
        assertEquals(1, server.webhooks.size(), "Twilio does not repeat what was answered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"from\":\" \"}",
                "not json",
                "{\"from\":\"+49\",\"times\":0}",
                "{\"from\":\"+49\",\"unknown\":1}",
                "{\"from\":\"+49\",\"media\":[{}]}"
            })
    void aCallThatMakesNoSenseIsRefusedWithAReason(String body) throws Exception {
        var answer = control.send(control.request("/sandbox/api/inbound")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertEquals(400, answer.statusCode());
        assertFalse(Control.json(answer).path("error").asText().isBlank());
        assertEquals(List.of(), server.webhooks);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Content-Type, text/plain, 415"
    })
    void otherSitesCannotWrite(String header, String value, int status) throws Exception {
        var request = control.request("/sandbox/api/inbound")
                .setHeader("Content-Type", "application/json")
                .setHeader(header, value)
                .POST(BodyPublishers.ofString("{\"from\":\"+491713920002\",\"body\":\"x\"}"));

        assertEquals(status, control.send(request).statusCode());
        assertEquals(List.of(), server.webhooks);
    }

    @Test
    void thePagesOwnOriginMayWrite() throws Exception {
        var request = control.request("/sandbox/api/inbound")
                .header("Content-Type", "application/json")
                .header("Origin", server.url())
                .POST(BodyPublishers.ofString("{\"from\":\"+491713920002\",\"body\":\"x\"}"));

        assertEquals(200, control.send(request).statusCode());
    }

    private RawWebhook only() {
        assertEquals(1, server.webhooks.size());
        return server.webhooks.get(0);
    }

    private InboundMessage message(RawWebhook webhook) throws Exception {
        return assertInstanceOf(InboundMessage.class, adapter.parse(webhook).get(0));
    }
}
