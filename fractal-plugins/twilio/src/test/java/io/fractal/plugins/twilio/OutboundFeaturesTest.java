package io.fractal.plugins.twilio;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fractal.plugins.twilio.FakeTwilio.Answer;
import io.fractal.spi.Capabilities;
import io.fractal.spi.ChannelAdapter.Lookup;
import io.fractal.spi.ChannelType;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.ProviderFailedException;
import io.fractal.spi.SendReceipt;
import io.fractal.spi.TemplateUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to Twilio for templates, schedules, other channels, and for messages that it already has. */
class OutboundFeaturesTest {

    private static final String POOL = "MG" + "1".repeat(32);
    private static final Instant TOMORROW = Adapters.NOW.plus(Duration.ofDays(1));

    private final FakeTwilio twilio = new FakeTwilio();

    @AfterEach
    void stop() {
        twilio.close();
    }

    @Test
    void aTemplateGoesOutAsContentSidWithVariablesAndNothingBesideThem() throws Exception {
        takes("SM1", "queued");
        var use = new TemplateUse("HX" + "a".repeat(32), Map.of("2", "\"Köln\"", "1", "Zoë"));

        send(new Draft().channel(ChannelType.WHATSAPP).template(use).media("https://example.com/a.jpg"));

        Map<String, List<String>> form = form(0);
        assertEquals(List.of("HX" + "a".repeat(32)), form.get("ContentSid"));
        assertEquals(
                Map.of("1", "Zoë", "2", "\"Köln\""),
                new ObjectMapper().readValue(form.get("ContentVariables").get(0), Map.class));
        assertFalse(form.containsKey("Body"), "the text belongs to the template");
        assertFalse(form.containsKey("MediaUrl"));
    }

    @Test
    void aTemplateWithoutVariablesSendsNone() throws Exception {
        takes("SM1", "queued");

        send(new Draft().template(new TemplateUse("HX1", Map.of())));

        assertFalse(form(0).containsKey("ContentVariables"));
    }

    @Test
    void aScheduledMessageNamesItsTimeAndItsMessagingService() throws Exception {
        takes("SM1", "scheduled");

        SendReceipt receipt = send(new Draft().pool(POOL).sendAt(TOMORROW));

        assertEquals(DeliveryStatus.SCHEDULED, receipt.status());
        assertEquals(List.of("fixed"), form(0).get("ScheduleType"));
        assertEquals(List.of(POOL), form(0).get("MessagingServiceSid"));
        // the SDK writes no zone, and leaves the one it was given unsaid
        assertEquals(List.of("2026-11-22T09:00:00"), form(0).get("SendAt"));
    }

    @Test
    void aScheduleWithoutAMessagingServiceIsRefusedBeforeTwilioSendsAtOnce() {
        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> send(new Draft().sendAt(TOMORROW)));

        assertEquals(ErrorKind.REJECTED, failure.kind());
        assertEquals(
                "SCHEDULE_NEEDS_POOL", failure.providerError().orElseThrow().code());
        assertEquals(0, twilio.asked.size());
    }

    @Test
    void anRcsMessageNamesWhoWritesWhenItFallsBackToSms() throws Exception {
        takes("SM1", "queued");

        send(new Draft().channel(ChannelType.RCS).from("brand_agent").fallback("+15005550006"));

        assertEquals(List.of("rcs:brand_agent"), form(0).get("From"));
        assertEquals(List.of("rcs:+491713920002"), form(0).get("To"));
        assertEquals(List.of("+15005550006"), form(0).get("FallbackFrom"));
    }

    @Test
    void aMessengerUserIsWrittenToByItsId() throws Exception {
        takes("SM1", "queued");

        send(new Draft().channel(ChannelType.MESSENGER).from("987").to("654"));

        assertEquals(List.of("messenger:987"), form(0).get("From"));
        assertEquals(List.of("messenger:654"), form(0).get("To"));
    }

    @Test
    void aWhatsAppUserWithoutANumberIsWrittenToByTheBusinessScopedId() throws Exception {
        takes("SM1", "queued");

        send(new Draft().channel(ChannelType.WHATSAPP).to("BR.1A2B3C"));

        assertEquals(List.of("whatsapp:BR.1A2B3C"), form(0).get("To"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fractal", "A", "My Shop 24", "R+R_&- 2", "+4915735980000", "12345"})
    void aNumberAShortCodeAndANameMayWrite(String from) throws Exception {
        takes("SM1", "queued");

        send(new Draft().from(from));

        assertEquals(List.of(from), form(0).get("From"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TwelveLetter", "Müller", "12 34", "shop!", " "})
    void whatIsNoSenderIsRefusedBeforeItGoesOut(String from) {
        ProviderFailedException failure =
                assertThrows(ProviderFailedException.class, () -> send(new Draft().from(from)));

        assertEquals(ErrorKind.REJECTED, failure.kind());
        assertEquals("INVALID_SENDER", failure.providerError().orElseThrow().code());
        assertEquals(0, twilio.asked.size());
    }

    @Test
    void whatTwilioCanDoIsKnownWithoutAskingIt() {
        Capabilities can = Adapters.at(twilio).capabilities();

        Capabilities.Scheduling scheduling = can.scheduling().orElseThrow();
        assertEquals(Duration.ofMinutes(15), scheduling.earliest());
        assertEquals(Duration.ofDays(35), scheduling.latest());
        assertEquals(true, scheduling.onlyThroughPool());
        assertEquals(List.of(true, true, true), List.of(can.cancels(), can.redacts(), can.feedback()));
        assertEquals(Set.of(ChannelType.SMS, ChannelType.MMS, ChannelType.RCS), can.answersOptOuts());
        assertEquals(0, twilio.asked.size());
    }

    @Test
    void cancelingTellsTheStateAfterwards() throws Exception {
        takes("SM1", "canceled");

        assertEquals(DeliveryStatus.CANCELED, Adapters.at(twilio).cancel("SM1").status());
        assertEquals(List.of("canceled"), form(0).get("Status"));
        assertEquals("POST", twilio.asked.get(0).method());
        assertEquals(
                "/2010-04-01/Accounts/" + Fixture.ACCOUNT + "/Messages/SM1.json",
                twilio.asked.get(0).target());
    }

    @ParameterizedTest
    @CsvSource({"409, 30409, REJECTED", "404, 20404, REJECTED", "429, 20429, THROTTLED", "500, 20500, UNAVAILABLE"})
    void cancelingTooLateIsRejectedAndAnyOtherTroubleIsWorthAnotherTry(int status, String code, ErrorKind kind) {
        twilio.answers(Answer.of(status, "{\"code\":" + code + ",\"message\":\"no\",\"status\":" + status + "}"));

        ProviderFailedException failure = assertThrows(
                ProviderFailedException.class, () -> Adapters.at(twilio).cancel("SM1"));

        assertEquals(kind, failure.kind());
        assertEquals(code, failure.providerError().orElseThrow().code());
    }

    @Test
    void redactingTakesTheTextAndEveryMediumAway() throws Exception {
        takes("SM1", "delivered");
        twilio.answers(
                Answer.of(
                        200,
                        "{\"media_list\":[{\"sid\":\"ME1\"},{\"sid\":\"ME2\"}],\"next_page_uri\":null,\"page\":0,\"page_size\":50,"
                                + "\"uri\":\"/x\",\"first_page_uri\":\"/x\",\"previous_page_uri\":null}"),
                Answer.of(204, ""),
                Answer.of(404, "{\"code\":20404,\"message\":\"gone\",\"status\":404}"));

        Adapters.at(twilio).redact("SM1");

        assertEquals("Body=", twilio.asked.get(0).form());
        String media = "/2010-04-01/Accounts/" + Fixture.ACCOUNT + "/Messages/SM1/Media";
        assertEquals(
                List.of("GET " + media + ".json", "DELETE " + media + "/ME1.json", "DELETE " + media + "/ME2.json"),
                twilio.asked.subList(1, 4).stream()
                        .map(asked -> asked.method() + " " + asked.target().replaceFirst("\\?.*", ""))
                        .toList());
    }

    @Test
    void redactingWhatIsGoneIsNoFailure() {
        twilio.answers(Answer.of(404, "{\"code\":20404,\"message\":\"gone\",\"status\":404}"));

        assertDoesNotThrow(() -> Adapters.at(twilio).redact("SM1"));
        assertEquals(1, twilio.asked.size());
    }

    @Test
    void aMessageInFlightIsRedactedLater() {
        twilio.answers(Answer.of(409, "{\"code\":20009,\"message\":\"in flight\",\"status\":409}"));

        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(
                                ProviderFailedException.class,
                                () -> Adapters.at(twilio).redact("SM1"))
                        .kind());
    }

    @ParameterizedTest
    @CsvSource({"true, confirmed", "false, unconfirmed"})
    void feedbackTellsWhetherAMessageHadItsEffect(boolean confirmed, String outcome) throws Exception {
        twilio.answers(Answer.of(200, "{\"outcome\":\"" + outcome + "\",\"message_sid\":\"SM1\"}"));

        Adapters.at(twilio).giveFeedback("SM1", confirmed);

        assertEquals(List.of(outcome), form(0).get("Outcome"));
        assertEquals(
                "/2010-04-01/Accounts/" + Fixture.ACCOUNT + "/Messages/SM1/Feedback.json",
                twilio.asked.get(0).target());
    }

    @Test
    void aReceiptTellsWhyAMessageFailed() throws Exception {
        twilio.answers(Answer.of(
                200,
                message("SM1", "undelivered", "Hi")
                        .replace("\"error_code\":null", "\"error_code\":30003")
                        .replace("\"error_message\":null", "\"error_message\":\"Unreachable\"")));

        assertEquals(
                Optional.of(new ProviderError("30003", Optional.of("Unreachable"))),
                Adapters.at(twilio).fetch("SM1").orElseThrow().error());
    }

    @Test
    void aTemplateThatCannotBeToldFromAnotherMessageStaysUndecided() throws Exception {
        OutboundMessage template =
                new Draft().template(new TemplateUse("HX1", Map.of())).message();
        twilio.answers(list(message("SM1", "sent", "Hi and more")), list(message("SM1", "sent", "Hi")), list());
        TwilioAdapter adapter = Adapters.at(twilio);
        Instant longAgo = Adapters.NOW.minus(Duration.ofHours(1));

        assertInstanceOf(Lookup.Undecided.class, adapter.lookUp(template, longAgo, sid -> false));
        assertInstanceOf(Lookup.Found.class, adapter.lookUp(template, longAgo, sid -> false));
        assertInstanceOf(Lookup.Absent.class, adapter.lookUp(template, longAgo, sid -> false));
    }

    @Test
    void anRcsMessageThatFellBackIsFoundAmongTheSms() throws Exception {
        OutboundMessage rcs = new Draft()
                .channel(ChannelType.RCS)
                .from("brand_agent")
                .fallback("+15005550006")
                .message();
        twilio.answers(list(), list(message("SM1", "sent", "Hi")));

        assertInstanceOf(Lookup.Found.class, Adapters.at(twilio).lookUp(rcs, Adapters.NOW, sid -> false));
    }

    @ParameterizedTest
    @EnumSource(
            value = ChannelType.class,
            names = {"EMAIL", "VOICE"})
    void whatTheMessagesApiDoesNotCarryIsRefused(ChannelType channel) {
        assertEquals(
                ErrorKind.REJECTED,
                assertThrows(ProviderFailedException.class, () -> send(new Draft().channel(channel)))
                        .kind());
        assertEquals(0, twilio.asked.size());
    }

    @Test
    void whatIsWorthSendingForAWhileOnlyIsToldSo() throws Exception {
        takes("SM1", "queued");
        takes("SM2", "queued");

        send(new Draft().validFor(Duration.ofSeconds(36_000)));
        send(new Draft());

        assertEquals(List.of("36000"), form(0).get("ValidityPeriod"));
        assertFalse(form(1).containsKey("ValidityPeriod"));
        Capabilities.Validity limits =
                Adapters.at(twilio).capabilities().validity().orElseThrow();
        assertEquals(Duration.ofSeconds(1), limits.shortest());
        assertEquals(Duration.ofSeconds(36_000), limits.longest());
        assertFalse(limits.channels().contains(ChannelType.MESSENGER));
    }

    private SendReceipt send(Draft draft) throws ProviderFailedException {
        return Adapters.at(twilio).send(draft.message());
    }

    private void takes(String sid, String status) {
        twilio.answers(Answer.of(201, message(sid, status, "Hi")));
    }

    private Map<String, List<String>> form(int call) {
        return Fixture.decode(twilio.asked.get(call).form());
    }

    private static Answer list(String... messages) {
        return Answer.of(
                200,
                "{\"page\":0,\"page_size\":100,\"uri\":\"/x\",\"first_page_uri\":\"/x\",\"previous_page_uri\":null,"
                        + "\"next_page_uri\":null,\"messages\":[" + String.join(",", messages) + "]}");
    }

    private static String message(String sid, String status, String body) {
        return """
                {"sid":"%s","status":"%s","body":"%s","date_created":"Sat, 21 Nov 2026 09:00:00 +0000","date_sent":null,
                "direction":"outbound-api","from":"+15005550006","to":"+491713920002","num_media":"0","num_segments":"1",
                "price":null,"price_unit":"USD","error_code":null,"error_message":null,"uri":"/u"}""".formatted(sid, status, body);
    }

    /** A message in the making. */
    private static final class Draft {

        private ChannelType channel = ChannelType.SMS;
        private Optional<String> from = Optional.of("+15005550006");
        private Optional<String> pool = Optional.empty();
        private String to = "+491713920002";
        private List<String> media = List.of();
        private Optional<TemplateUse> template = Optional.empty();
        private Optional<Instant> sendAt = Optional.empty();
        private Optional<Duration> validity = Optional.empty();
        private Optional<String> fallback = Optional.empty();

        Draft channel(ChannelType value) {
            channel = value;
            return this;
        }

        Draft from(String value) {
            from = Optional.of(value);
            return this;
        }

        Draft pool(String value) {
            pool = Optional.of(value);
            return this;
        }

        Draft to(String value) {
            to = value;
            return this;
        }

        Draft media(String value) {
            media = List.of(value);
            return this;
        }

        Draft template(TemplateUse value) {
            template = Optional.of(value);
            return this;
        }

        Draft sendAt(Instant value) {
            sendAt = Optional.of(value);
            return this;
        }

        Draft validFor(Duration value) {
            validity = Optional.of(value);
            return this;
        }

        Draft fallback(String value) {
            fallback = Optional.of(value);
            return this;
        }

        OutboundMessage message() {
            return new OutboundMessage(
                    "m1",
                    channel,
                    from,
                    pool,
                    to,
                    "Hi",
                    media,
                    template,
                    sendAt,
                    validity,
                    fallback,
                    "https://hub.example.com/s");
        }
    }
}
