package io.fractal.plugins.twilio.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.rest.api.v2010.account.message.Feedback;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.rest.content.v1.Content;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that Twilio's SDK can do with messages. */
class MessagesThroughTheSdkTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String PERSON = "+491713920002";
    private static final String STRANGER = "whatsapp:+491713920099";
    private static final String WHATSAPP = "whatsapp:" + SandboxServer.WHATSAPP_NUMBER;

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    private SandboxServer server;
    private TwilioRestClient client;
    private Control control;

    @BeforeEach
    void start() {
        server = new SandboxServer(data, clock);
        client = Sdk.client(server);
        control = new Control(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTemplateIsFilledAndReachesSomeoneWhoNeverWrote() throws Exception {
        Message message = template(STRANGER, "appointment_reminder_de")
                .setContentVariables("{\"1\":\"Herr Kern\",\"2\":\"Montag\"}")
                .create(client);

        assertEquals(
                "Guten Tag Herr Kern, wir erinnern Sie an Ihren Termin am Montag um 10:30 Uhr. Passt es Ihnen?",
                message.getBody(),
                "what is not given has the template's own value");
        eventually(message.getSid(), "read");
        JsonNode phone = control.messages("+491713920099").get(0);
        assertEquals("confirm", phone.at("/template/actions/0/value").asText());
        assertEquals("Ja, ich komme", phone.at("/template/actions/0/title").asText());
    }

    @Test
    void aTemplateThatIsNotApprovedIsFreeText() throws Exception {
        Message message = template(STRANGER, "summer_offer_en").create(client);

        eventually(message.getSid(), "undelivered");
        assertEquals(63016, fetch(message).getErrorCode());
        assertTrue(fetch(message).getErrorMessage().contains("freeform"));
    }

    @Test
    void aVariableWithoutAnyValueFailsOnWhatsAppOnly() throws Exception {
        Message whatsApp = template(STRANGER, "welcome_de").create(client);
        Message sms = Message.creator(new PhoneNumber(PERSON), new PhoneNumber(SandboxServer.SMS_NUMBER), (String) null)
                .setContentSid(contentSid("welcome_de"))
                .create(client);

        eventually(whatsApp.getSid(), "undelivered");
        assertEquals(63028, fetch(whatsApp).getErrorCode());
        eventually(sms.getSid(), "delivered");
        assertTrue(sms.getBody().contains("{{1}}"), sms.getBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "not json", "{\"1\":\"\"}", "{\"1\":null}", "{\"1\":\"a\\nb\"}"})
    void variablesThatAreNoneAreRefused(String variables) {
        MessageCreator creator = template(STRANGER, "welcome_de").setContentVariables(variables);

        assertEquals(21656, refused(creator));
    }

    @Test
    void anUnknownTemplateAndVariablesWithoutOneAreRefused() {
        assertEquals(21655, refused(sms("x").setContentSid("HX" + "0".repeat(32))));
        assertEquals(21654, refused(sms("x").setContentVariables("{}")));
    }

    @Test
    void aTemplateForRichChannelsOnlyCannotGoBySms() {
        MessageCreator creator = sms(null).setContentSid(contentSid("topic_picker_de"));

        assertEquals(19023, refused(creator));
    }

    @Test
    void upToTenMediaAreTakenAndListed() {
        List<URI> ten = IntStream.range(0, 10)
                .mapToObj(number -> URI.create("https://files.example/" + number + ".png"))
                .toList();
        Message message = sms(null).setMediaUrl(ten).create(client);
        List<URI> eleven = new ArrayList<>(ten);
        eleven.add(URI.create("https://files.example/x.png"));

        assertTrue(message.getSid().startsWith("MM"));
        assertEquals("10", message.getNumMedia());
        List<Media> media =
                list(Media.reader(SandboxServer.ACCOUNT, message.getSid()).read(client));
        assertEquals(10, media.size());
        assertEquals("image/png", media.get(0).getContentType());
        assertEquals(21623, refused(sms(null).setMediaUrl(eleven)));
    }

    @Test
    void aScheduledMessageCanBeReleasedByTheClockOrByHand() throws Exception {
        Message first = scheduled(Duration.ofDays(30)).create(client);
        Message second = scheduled(Duration.ofDays(2)).create(client);
        assertEquals(Message.Status.SCHEDULED, first.getStatus());
        assertNull(first.getFrom(), "the service has not chosen yet");

        control.post("/messages/" + first.getSid() + "/release", "{}");
        eventually(first.getSid(), "delivered");
        assertEquals(Message.Status.SCHEDULED, fetch(second).getStatus());
        control.post("/clock", "{\"seconds\":" + Duration.ofDays(2).toSeconds() + "}");
        eventually(second.getSid(), "delivered");
    }

    @Test
    void withoutAMessagingServiceTheScheduleIsIgnored() {
        Message message = sms("x").setScheduleType(Message.ScheduleType.FIXED)
                .setSendAt(clock.instant().plusSeconds(3600).atZone(ZoneOffset.UTC))
                .create(client);

        assertEquals(Message.Status.QUEUED, message.getStatus());
    }

    @Test
    void theWindowIsLookedAtWhenAScheduledMessageLeaves() throws Exception {
        control.post("/inbound", "{\"from\":\"" + STRANGER + "\",\"body\":\"Hi\"}");
        Message message = Message.creator(new PhoneNumber(STRANGER), SandboxServer.SERVICE, "free text")
                .setScheduleType(Message.ScheduleType.FIXED)
                .setSendAt(clock.instant().plus(Duration.ofHours(30)).atZone(ZoneOffset.UTC))
                .create(client);

        clock.advance(Duration.ofHours(31));

        eventually(message.getSid(), "undelivered");
        assertEquals(63016, fetch(message).getErrorCode());
    }

    @Test
    void cancelRedactFeedbackAndDelete() throws Exception {
        Message canceled = Message.updater(
                        SandboxServer.ACCOUNT,
                        scheduled(Duration.ofHours(1)).create(client).getSid())
                .setStatus(Message.UpdateStatus.CANCELED)
                .update(client);
        assertEquals(Message.Status.CANCELED, canceled.getStatus());

        Message sent = sms("secret").create(client);
        eventually(sent.getSid(), "delivered");
        assertEquals(
                30409,
                assertThrows(
                                ApiException.class,
                                () -> Message.updater(SandboxServer.ACCOUNT, sent.getSid())
                                        .setStatus(Message.UpdateStatus.CANCELED)
                                        .update(client))
                        .getCode());
        assertEquals(
                "",
                Message.updater(SandboxServer.ACCOUNT, sent.getSid())
                        .setBody("")
                        .update(client)
                        .getBody());
        Feedback feedback = Feedback.creator(SandboxServer.ACCOUNT, sent.getSid())
                .setOutcome(Feedback.Outcome.CONFIRMED)
                .create(client);
        assertEquals(Feedback.Outcome.CONFIRMED, feedback.getOutcome());
        assertTrue(Message.deleter(SandboxServer.ACCOUNT, sent.getSid()).delete(client));
        assertEquals(20404, assertThrows(ApiException.class, () -> fetch(sent)).getCode());
    }

    @Test
    void aMessageThatCannotLeaveInItsValidityPeriodFails() throws Exception {
        control.post("/behaviour", "{\"delaysMs\":{\"sending\":5000}}");
        Message message = sms("x").setValidityPeriod(2).create(client);

        eventually(message.getSid(), "failed");
        assertEquals(30036, fetch(message).getErrorCode());
        assertEquals(20001, refused(sms("x").setValidityPeriod(36_001)));
    }

    @Test
    void rcsFallsBackToSmsOnAHandsetThatDoesNotKnowIt() throws Exception {
        Message.creator(new PhoneNumber("rcs:" + PERSON), new PhoneNumber("rcs:fractal_sandbox_agent"), "first")
                .create(client);
        control.post("/handsets/rcs", "{\"number\":\"" + PERSON + "\",\"supported\":false}");
        Message fallen = rcs("second").setFallbackFrom(SandboxServer.SMS_NUMBER).create(client);
        Message lost = rcs("third").create(client);

        eventually(fallen.getSid(), "delivered");
        assertEquals(PERSON, fetch(fallen).getTo());
        assertEquals(SandboxServer.SMS_NUMBER, fetch(fallen).getFrom().toString());
        eventually(lost.getSid(), "undelivered");
        assertEquals(63003, fetch(lost).getErrorCode());
    }

    @ParameterizedTest
    @CsvSource({
        "messenger:5551234567, messenger:104794555019907, true",
        "rcs:+491713920002, rcs:fractal_sandbox_agent, false"
    })
    void messengerAndRcsGoBothWays(String person, String own, boolean window) throws Exception {
        control.post("/inbound", "{\"from\":\"" + person + "\",\"body\":\"Hi\"}");
        assertEquals(own, server.webhooks.get(0).parameter("To").orElseThrow());
        assertEquals(person, server.webhooks.get(0).parameter("From").orElseThrow());
        Message message = Message.creator(new PhoneNumber(person), new PhoneNumber(own), "Hello")
                .create(client);

        eventually(message.getSid(), "read");
        clock.advance(Duration.ofHours(25));
        Message late = Message.creator(new PhoneNumber(person), new PhoneNumber(own), "Hello")
                .create(client);
        eventually(late.getSid(), window ? "undelivered" : "read");
    }

    @Test
    void aWindowCanBeOpenedAndClosed() throws Exception {
        control.post("/handsets/window", "{\"number\":\"" + STRANGER + "\"}");
        Message open = freeText().create(client);
        eventually(open.getSid(), "read");
        control.post("/handsets/window", "{\"number\":\"" + STRANGER + "\",\"open\":false}");
        Message closed = freeText().create(client);
        eventually(closed.getSid(), "undelivered");
    }

    @Test
    void listsAreReadThroughPagesByAnyFilter() throws Exception {
        for (int number = 0; number < 7; number++) {
            sms("number " + number).create(client);
        }
        Message other = Message.creator(
                        new PhoneNumber("+491713920015"), new PhoneNumber(SandboxServer.SMS_NUMBER), "other")
                .create(client);
        clock.advance(LONG);
        eventually(other.getSid(), "delivered");

        assertEquals(
                8,
                list(Message.reader(SandboxServer.ACCOUNT).pageSize(3).read(client))
                        .size());
        assertEquals(
                7,
                list(Message.reader(SandboxServer.ACCOUNT)
                                .setTo(new PhoneNumber(PERSON))
                                .pageSize(2)
                                .read(client))
                        .size());
        assertEquals(
                8,
                list(Message.reader(SandboxServer.ACCOUNT)
                                .setFrom(new PhoneNumber(SandboxServer.SMS_NUMBER))
                                .setDateSentAfter(
                                        clock.instant().minusSeconds(60).atZone(ZoneOffset.UTC))
                                .pageSize(3)
                                .read(client))
                        .size());
        assertEquals(
                0,
                list(Message.reader(SandboxServer.ACCOUNT)
                                .setDateSentBefore(
                                        clock.instant().minusSeconds(60).atZone(ZoneOffset.UTC))
                                .read(client))
                        .size());
    }

    private MessageCreator sms(String body) {
        return Message.creator(new PhoneNumber(PERSON), new PhoneNumber(SandboxServer.SMS_NUMBER), body);
    }

    private MessageCreator rcs(String body) {
        return Message.creator(new PhoneNumber("rcs:" + PERSON), new PhoneNumber("rcs:fractal_sandbox_agent"), body);
    }

    private MessageCreator freeText() {
        return Message.creator(new PhoneNumber(STRANGER), new PhoneNumber(WHATSAPP), "free text");
    }

    private MessageCreator template(String to, String name) {
        return Message.creator(new PhoneNumber(to), new PhoneNumber(WHATSAPP), (String) null)
                .setContentSid(contentSid(name));
    }

    private MessageCreator scheduled(Duration ahead) {
        return Message.creator(new PhoneNumber(PERSON), SandboxServer.SERVICE, "later")
                .setScheduleType(Message.ScheduleType.FIXED)
                .setSendAt(clock.instant().plus(ahead).atZone(ZoneOffset.UTC));
    }

    private String contentSid(String name) {
        return StreamSupport.stream(Content.reader().read(client).spliterator(), false)
                .filter(content -> content.getFriendlyName().equals(name))
                .map(Content::getSid)
                .findFirst()
                .orElseThrow();
    }

    private int refused(MessageCreator creator) {
        return assertThrows(ApiException.class, () -> creator.create(client)).getCode();
    }

    private Message fetch(Message message) {
        return Message.fetcher(SandboxServer.ACCOUNT, message.getSid()).fetch(client);
    }

    private void eventually(String sid, String status) {
        Eventually.eventually(status, () -> {
            clock.advance(Duration.ofMillis(250));
            return Message.fetcher(SandboxServer.ACCOUNT, sid)
                    .fetch(client)
                    .getStatus()
                    .toString()
                    .equals(status);
        });
    }

    private static <T> List<T> list(Iterable<T> all) {
        return StreamSupport.stream(all.spliterator(), false).toList();
    }
}
