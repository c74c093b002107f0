package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.plugins.twilio.FakeTwilio.Answer;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.FractalPlugin;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.PluginInfo;
import io.fractal.spi.ProviderAccount;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioAdapterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final FakeTwilio twilio = new FakeTwilio();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void theServiceLoaderFindsThePlugin() {
        FractalPlugin plugin =
                ServiceLoader.load(FractalPlugin.class).findFirst().orElseThrow();

        assertEquals("twilio", plugin.info().id());
        assertEquals(PluginInfo.API_VERSION, plugin.info().requiredApiVersion());
        assertEquals("twilio", plugin.channelAdapters().get(0).provider());
    }

    @Test
    void sendsAWhatsAppMessageWithPrefixesMediaAndCallback() throws Exception {
        twilio.answers(Answer.of(201, message("SM1", "queued", "Grüße & 1+1", NOW)));

        SendReceipt receipt = adapter()
                .send(new OutboundMessage(
                        "m1",
                        ChannelType.WHATSAPP,
                        Optional.of("+14155238886"),
                        Optional.empty(),
                        "+491713920001",
                        "Grüße & 1+1",
                        List.of("https://example.com/a.jpg", "https://example.com/b.jpg"),
                        "https://hub.example.com/webhooks/twilio/status"));

        FakeTwilio.Asked asked = twilio.asked.get(0);
        Map<String, List<String>> form = Fixture.decode(asked.form());
        assertEquals("POST", asked.method());
        assertEquals("/2010-04-01/Accounts/" + Fixture.ACCOUNT + "/Messages.json", asked.target());
        assertTrue(asked.authorization().startsWith("Basic "));
        assertEquals(List.of("whatsapp:+491713920001"), form.get("To"));
        assertEquals(List.of("whatsapp:+14155238886"), form.get("From"));
        assertEquals(List.of("Grüße & 1+1"), form.get("Body"));
        assertEquals(List.of("https://example.com/a.jpg", "https://example.com/b.jpg"), form.get("MediaUrl"));
        assertEquals(List.of("https://hub.example.com/webhooks/twilio/status"), form.get("StatusCallback"));
        assertEquals("SM1", receipt.providerMessageId());
        assertEquals(DeliveryStatus.QUEUED, receipt.status());
        assertEquals(Optional.of(1), receipt.segments());
        assertEquals(Optional.empty(), receipt.price());
        assertFalse(receipt.rawPayload().containsKey("body"), "texts live where they can be redacted");
    }

    @Test
    void aSenderPoolTakesThePlaceOfTheSender() throws Exception {
        twilio.answers(Answer.of(201, message("SM1", "accepted", "Hi", NOW)));

        adapter()
                .send(new OutboundMessage(
                        "m1",
                        ChannelType.SMS,
                        Optional.empty(),
                        Optional.of("MG1"),
                        "+49171",
                        "Hi",
                        List.of(),
                        "https://h/s"));

        Map<String, List<String>> form = Fixture.decode(twilio.asked.get(0).form());
        assertEquals(List.of("MG1"), form.get("MessagingServiceSid"));
        assertFalse(form.containsKey("From"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21211, REJECTED",
        "400, 21610, REJECTED",
        "404, 20404, REJECTED",
        "429, 20429, THROTTLED",
        "429, , THROTTLED",
        "400, 21611, THROTTLED",
        "401, 20003, UNAVAILABLE",
        "403, 20003, UNAVAILABLE",
        "404, , UNAVAILABLE",
        "302, , UNAVAILABLE",
        "503, 20503, UNAVAILABLE",
        "408, , OUTCOME_UNKNOWN",
        "500, 20500, OUTCOME_UNKNOWN",
        "502, , OUTCOME_UNKNOWN",
        "504, , OUTCOME_UNKNOWN"
    })
    void anAnswerOtherThanSuccessMeansWhatItsCodeSaysAndIsNotRepeated(int status, String code, ErrorKind kind) {
        String body = code == null ? "<html>" : "{\"code\":" + code + ",\"message\":\"why\",\"status\":" + status + "}";
        twilio.answers(Answer.of(status, body), Answer.of(201, message("SM1", "queued", "Hi", NOW)));

        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> adapter().send(sms("Hi")));

        assertEquals(kind, failure.kind());
        assertEquals(Optional.ofNullable(code), failure.providerError().map(error -> error.code()));
        assertEquals(1, twilio.asked.size());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'Sat, 21 Nov 2026 09:00:30 GMT', 30", "'Sat, 21 Nov 2026 08:00:00 GMT', 0", "soon, "})
    void theWaitThatTwilioAsksForIsPassedOn(String header, Long seconds) {
        twilio.answers(new Answer(429, "{\"code\":20429}", Map.of("Retry-After", header)));

        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> adapter().send(sms("Hi")));

        assertEquals(Optional.ofNullable(seconds).map(Duration::ofSeconds), failure.retryAfter());
    }

    @Test
    void aRefusedConnectionMeansNothingWasSent() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        TwilioAdapter adapter = adapter(NOW, "http://127.0.0.1:" + port);

        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(ProviderFailedException.class, () -> adapter.send(sms("Hi")))
                        .kind());
    }

    @Test
    void silenceABrokenConnectionAndAnUnreadableAnswerLeaveTheOutcomeUnknown() {
        twilio.answers(
                Answer.of(-1, ""), Answer.of(0, ""), Answer.of(201, "<html>private text</html>"), Answer.of(201, ""));

        for (int attempt = 1; attempt <= 4; attempt++) {
            ProviderFailedException failure =
                    assertThrows(ProviderFailedException.class, () -> adapter().send(sms("private text")));
            assertEquals(ErrorKind.OUTCOME_UNKNOWN, failure.kind());
            assertFalse(failure.getMessage().contains("private"));
            assertEquals(attempt, twilio.asked.size(), "one request for one call");
        }
    }

    @Test
    void aMessageThatCannotBeExpressedIsRejectedWithoutACall() {
        OutboundMessage email = new OutboundMessage(
                "m1", ChannelType.EMAIL, Optional.of("a@b"), Optional.empty(), "c@d", "Hi", List.of(), "https://h/s");

        assertEquals(
                ErrorKind.REJECTED,
                assertThrows(ProviderFailedException.class, () -> adapter().send(email))
                        .kind());
        assertEquals(0, twilio.asked.size());
    }

    @Test
    void fetchTellsThePriceOnceThereIsOne() throws Exception {
        twilio.answers(
                Answer.of(
                        200,
                        message("SM1", "delivered", "Hi", NOW).replace("\"price\":null", "\"price\":\"-0.00790\"")),
                Answer.of(404, "{\"code\":20404,\"message\":\"not found\",\"status\":404}"));

        SendReceipt receipt = adapter().fetch("SM1").orElseThrow();

        assertEquals(DeliveryStatus.DELIVERED, receipt.status());
        assertEquals(Optional.of(new SendReceipt.Price(new BigDecimal("-0.00790"), "USD")), receipt.price());
        assertEquals(Optional.empty(), adapter().fetch("SM2"), "deleted at Twilio");
    }

    @Test
    void lookUpFindsTheOneMessageThatNobodyAccountsFor() throws Exception {
        twilio.answers(list(
                message("SM3", "queued", "Hi", NOW),
                message("SM2", "queued", "Other", NOW),
                message("SM1", "sent", "Hi", NOW.minusSeconds(2))));

        Lookup found = adapter().lookUp(sms("Hi"), NOW, Set.of("SM1")::contains);

        assertEquals(
                "SM3", assertInstanceOf(Lookup.Found.class, found).receipt().providerMessageId());
        assertTrue(twilio.asked.get(0).target().contains("To=%2B491713920002"));
        assertTrue(twilio.asked.get(0).target().contains("From=%2B15005550006"));
        assertFalse(twilio.asked.get(0).target().contains("DateSent"), "a queued message has no DateSent");
    }

    @Test
    void lookUpIsUndecidedBetweenTwoEqualTexts() throws Exception {
        twilio.answers(list(message("SM2", "queued", "Hi", NOW), message("SM1", "sent", "Hi", NOW)));

        assertInstanceOf(Lookup.Undecided.class, adapter().lookUp(sms("Hi"), NOW, sid -> false));
    }

    @Test
    void lookUpDoesNotTakeAnEarlierOrInboundOrRedactedMessage() throws Exception {
        twilio.answers(
                list(message("SM1", "sent", "Hi", NOW.minusSeconds(60))),
                list(message("SM2", "received", "Hi", NOW).replace("outbound-api", "inbound")),
                list(message("SM3", "sent", "", NOW)));
        TwilioAdapter later = adapter(NOW.plus(MessageSearch.SETTLING_TIME), twilio.url());

        assertInstanceOf(Lookup.Absent.class, later.lookUp(sms("Hi"), NOW, sid -> false));
        assertInstanceOf(Lookup.Absent.class, later.lookUp(sms("Hi"), NOW, sid -> false));
        assertInstanceOf(Lookup.Undecided.class, later.lookUp(sms("Hi"), NOW, sid -> false));
    }

    @Test
    void lookUpIsUndecidedUntilTwiliosListHasHadTimeToCatchUp() throws Exception {
        twilio.answers(list(), list());

        assertInstanceOf(Lookup.Undecided.class, adapter().lookUp(sms("Hi"), NOW, sid -> false));
        assertInstanceOf(
                Lookup.Absent.class,
                adapter(NOW.plus(MessageSearch.SETTLING_TIME), twilio.url()).lookUp(sms("Hi"), NOW, sid -> false));
    }

    @Test
    void lookUpIsUndecidedAboutAMatchWithoutADate() throws Exception {
        twilio.answers(list(message("SM1", "sent", "Hi", NOW).replace("2026", "never")));

        assertInstanceOf(Lookup.Undecided.class, adapter().lookUp(sms("Hi"), NOW, sid -> false));
    }

    @Test
    void lookUpFollowsThePages() throws Exception {
        String next = "/2010-04-01/Accounts/" + Fixture.ACCOUNT + "/Messages.json?Page=1&PageToken=PASM2";
        twilio.answers(
                Answer.of(200, page(next, message("SM2", "sent", "Other", NOW))),
                list(message("SM1", "sent", "Hi", NOW)));

        assertInstanceOf(Lookup.Found.class, adapter().lookUp(sms("Hi"), NOW, sid -> false));
        assertEquals(next, twilio.asked.get(1).target());
    }

    @Test
    void aFailedLookUpNeverSaysThatTheOutcomeIsUnknown() {
        twilio.answers(Answer.of(500, "{}"), Answer.of(-1, ""));

        for (int attempt = 0; attempt < 2; attempt++) {
            ProviderFailedException failure =
                    assertThrows(ProviderFailedException.class, () -> adapter().lookUp(sms("Hi"), NOW, sid -> false));
            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        }
    }

    @Test
    void thePathOfTheBaseAddressGoesBeforeTwiliosOwn() throws Exception {
        twilio.answers(Answer.of(201, message("SM1", "queued", "Hi", NOW)));

        adapter(NOW, twilio.url() + "/sandbox/twilio/").send(sms("Hi"));

        assertEquals(
                "/sandbox/twilio/2010-04-01/Accounts/" + Fixture.ACCOUNT + "/Messages.json",
                twilio.asked.get(0).target());
    }

    @ParameterizedTest
    @CsvSource({
        "authToken, '', auth token",
        "apiBaseUrl, ftp://x, TWILIO_API_BASE_URL",
        "apiBaseUrl, 'http://x/?y', TWILIO_API_BASE_URL",
        "apiBaseUrl, 'not an address', TWILIO_API_BASE_URL",
        "answerTimeoutMillis, 0, answerTimeoutMillis"
    })
    void aWrongSettingIsNamed(String name, String value, String named) {
        Map<String, String> settings = new HashMap<>(Map.of("authToken", "secret-token"));
        settings.put(name, value);

        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> AccountSettings.of(new ProviderAccount(Fixture.ACCOUNT, settings)));

        assertTrue(refusal.getMessage().contains(named));
        assertFalse(refusal.getMessage().contains("secret-token"));
    }

    private TwilioAdapter adapter() {
        return adapter(NOW, twilio.url());
    }

    private static TwilioAdapter adapter(Instant now, String baseUrl) {
        Map<String, String> settings =
                Map.of("authToken", Fixture.TOKEN, "apiBaseUrl", baseUrl, "answerTimeoutMillis", "700");
        return new TwilioAdapter(
                AccountSettings.of(new ProviderAccount(Fixture.ACCOUNT, settings)), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static OutboundMessage sms(String body) {
        return new OutboundMessage(
                "m1",
                ChannelType.SMS,
                Optional.of("+15005550006"),
                Optional.empty(),
                "+491713920002",
                body,
                List.of(),
                "https://hub.example.com/webhooks/twilio/status");
    }

    private static Answer list(String... messages) {
        return Answer.of(200, page(null, messages));
    }

    private static String page(String next, String... messages) {
        return "{\"page\":0,\"page_size\":100,\"uri\":\"/x\",\"first_page_uri\":\"/x\",\"previous_page_uri\":null,\"next_page_uri\":"
                + (next == null ? "null" : "\"" + next + "\"") + ",\"messages\":["
                + Arrays.stream(messages).collect(Collectors.joining(",")) + "]}";
    }

    private static String message(String sid, String status, String body, Instant created) {
        String date = RFC_2822.format(created.atOffset(ZoneOffset.UTC));
        return """
                {"sid":"%s","status":"%s","body":"%s","date_created":"%s","date_updated":"%s","date_sent":null,
                "direction":"outbound-api","from":"+15005550006","to":"+491713920002","num_media":"0","num_segments":"1",
                "price":null,"price_unit":"USD","error_code":null,"error_message":null,"api_version":"2010-04-01",
                "account_sid":"AC1","messaging_service_sid":null,"uri":"/u","subresource_uris":{"media":"/m"},"new_field":1}""".formatted(sid, status, body, date, date);
    }
}
