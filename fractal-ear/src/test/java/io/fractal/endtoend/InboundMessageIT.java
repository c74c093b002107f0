package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.EventSocket;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.TwilioWebhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a message that a person writes to Fractal. */
@ExtendWith(FractalExtension.class)
class InboundMessageIT {

    private final RunningFractal fractal;
    private final FractalApi api;
    private final TwilioWebhooks twilio;
    private final String from = Handset.newNumber();
    private final String text = Handset.text("Is the parcel on its way?");

    InboundMessageIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.api = fractal.api();
        this.twilio = fractal.twilio();
    }

    @Test
    void a_signed_message_stands_in_the_inbox_with_everything_it_brought() {
        Map<String, String> webhook = sms();

        Answer answer = twilio.post(TwilioWebhooks.INCOMING, webhook).expect(200);

        assertTrue(answer.header("Content-Type").orElseThrow().startsWith("text/xml"), answer::toString);
        assertTrue(answer.text().contains("<Response"), answer::toString);
        JsonNode message = api.message(api.messagesWith(text).get(0).path("id").asText());
        assertAll(
                () -> assertEquals(
                        webhook.get("MessageSid"), message.path("twilioSid").asText()),
                () -> assertEquals("INBOUND", message.path("direction").asText()),
                () -> assertEquals("SMS", message.path("channelType").asText()),
                () -> assertEquals("RECEIVED", message.path("status").asText()),
                () -> assertEquals(from, message.path("from").asText()),
                () -> assertEquals(
                        fractal.account().smsNumber(), message.path("to").asText()),
                () -> assertEquals(text, message.path("body").asText()),
                () -> assertEquals(
                        webhook.get("MessageSid"),
                        message.path("statusHistory")
                                .path(0)
                                .path("rawPayload")
                                .path("MessageSid")
                                .asText()));
    }

    @Test
    void characters_that_no_database_keeps_lose_no_message() {
        Map<String, String> webhook = sms();
        webhook.put("Body", text + "\u0000!");
        webhook.put("Carrier\u0000", "\u0000");

        twilio.post(TwilioWebhooks.INCOMING, webhook).expect(200);

        JsonNode message = api.messagesWith(text).get(0);
        assertEquals(text + "\uFFFD!", message.path("body").asText());
    }

    @Test
    void a_message_written_on_the_phone_reaches_a_second_session_by_itself(TestReporter reporter) {
        fractal.signedIn();
        try (EventSocket second = EventSocket.connect(fractal.signedIn())) {
            Instant written = Instant.now();

            fractal.sandbox().writeSms(from, text);

            EventSocket.Frame frame = second.await("the new message", f -> carries(f, text));
            Duration took = Duration.between(written, frame.at());
            reporter.publishEntry("from the phone to a second session, ms", Long.toString(took.toMillis()));
            assertEquals(
                    frame.data().path("conversation").path("id").asText(),
                    frame.message().path("conversationId").asText());
            assertEquals(
                    1, frame.data().path("conversation").path("unreadCount").asInt());
        }
    }

    @Test
    void the_same_webhook_ten_times_at_once_is_one_message_and_ten_answers_of_200() throws Exception {
        Map<String, String> webhook = sms();

        List<Answer> answers = atOnce(10, () -> twilio.post(TwilioWebhooks.INCOMING, webhook));

        assertAll(answers.stream().map(answer -> () -> answer.expect(200)));
        List<JsonNode> stored = api.messagesWith(text);
        assertEquals(1, stored.size());
        JsonNode conversation =
                api.conversation(stored.get(0).path("conversationId").asText());
        assertEquals(1, conversation.path("unreadCount").asInt());
        assertEquals(
                1,
                api.message(stored.get(0).path("id").asText())
                        .path("statusHistory")
                        .size());
    }

    @Test
    void ten_messages_of_a_new_person_at_once_are_one_conversation_in_one_order() throws Exception {
        List<Map<String, String>> webhooks =
                IntStream.range(0, 10).mapToObj(i -> sms()).toList();
        var next = webhooks.iterator();

        List<Answer> answers = atOnce(10, () -> {
            Map<String, String> webhook;
            synchronized (next) {
                webhook = next.next();
            }
            return twilio.post(TwilioWebhooks.INCOMING, webhook);
        });

        assertAll(answers.stream().map(answer -> () -> answer.expect(200)));
        List<JsonNode> stored = api.messagesWith(text);
        assertEquals(10, stored.size());
        assertEquals(
                1,
                stored.stream()
                        .map(m -> m.path("conversationId").asText())
                        .distinct()
                        .count());
        assertEquals(
                10,
                stored.stream().map(m -> m.path("sequence").asLong()).distinct().count());
        JsonNode conversation =
                api.conversation(stored.get(0).path("conversationId").asText());
        assertEquals(10, conversation.path("unreadCount").asInt());
    }

    @Test
    void a_request_without_a_signature_is_refused_and_nothing_is_stored() {
        refusedAndNothingStored(() -> twilio.postUnsigned(TwilioWebhooks.INCOMING, sms()));
    }

    @Test
    void a_request_with_a_wrong_signature_is_refused_and_nothing_is_stored() {
        refusedAndNothingStored(
                () -> twilio.postSigned(TwilioWebhooks.INCOMING, sms(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    }

    @Test
    void a_request_changed_on_its_way_is_refused_and_nothing_is_stored() {
        Map<String, String> webhook = sms();
        String signature = io.fractal.product.TwilioSignature.of(
                fractal.account().authToken(), fractal.baseUrl() + TwilioWebhooks.INCOMING, webhook);
        webhook.put("Body", text + " and more");

        refusedAndNothingStored(() -> twilio.postSigned(TwilioWebhooks.INCOMING, webhook, signature));
    }

    @Test
    void a_forged_status_is_refused() {
        twilio.postSigned(
                        TwilioWebhooks.STATUS,
                        twilio.status(TwilioWebhooks.newSid(), "delivered"),
                        "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                .expect(403);
    }

    @Test
    void a_refusal_leaves_one_line_in_the_log_and_no_text_of_the_message() {
        String requestId = "refusal-" + Handset.text("x").substring(2);
        var http = fractal.anonymous().with("X-Request-Id", requestId);

        http.postForm(TwilioWebhooks.INCOMING, sms()).expect(403);

        Deadline.await("the log line", fractal::log, log -> log.contains(requestId));
        assertEquals(
                1,
                fractal.log().lines().filter(line -> line.contains(requestId)).count());
        assertFalse(fractal.log().contains(text));
    }

    @Test
    void a_message_to_an_unknown_number_is_kept_and_can_be_taken_into_the_inbox() {
        String to = Handset.newNumber();
        try (EventSocket watching = EventSocket.connect(fractal.signedIn())) {
            twilio.post(TwilioWebhooks.INCOMING, twilio.sms(from, to, text)).expect(200);
            twilio.post(TwilioWebhooks.INCOMING, twilio.sms(from, to, text + " again"))
                    .expect(200);

            watching.await("word of it", frame -> frame.is("unassigned:new"));
        }
        assertEquals(
                2,
                api.unassigned().stream()
                        .filter(kept -> kept.path("to").asText().equals(to))
                        .count());
        assertTrue(api.messagesWith(text).isEmpty());

        Answer adopted = fractal.client()
                .post("/api/unassigned/adopt", FractalClient.object("to", to, "channelType", "SMS"))
                .expect(200);

        assertEquals(2, adopted.data().path("adopted").asInt());
        assertEquals(2, api.messagesWith(text).size());
        assertTrue(api.unassigned().stream()
                .noneMatch(kept -> kept.path("to").asText().equals(to)));
    }

    @Test
    void an_unknown_number_repeated_is_kept_once() {
        String to = Handset.newNumber();
        Map<String, String> webhook = twilio.sms(from, to, text);

        twilio.post(TwilioWebhooks.INCOMING, webhook).expect(200);
        twilio.post(TwilioWebhooks.INCOMING, webhook).expect(200);

        assertEquals(
                1,
                api.unassigned().stream()
                        .filter(kept -> kept.path("to").asText().equals(to))
                        .count());
    }

    @Test
    void a_whatsapp_message_names_its_writer_and_keeps_every_character() {
        String body = text + " 👩‍👩‍👧 Grüße, Ωμέγα, שלום\nsecond line";
        twilio.post(
                        TwilioWebhooks.INCOMING,
                        twilio.whatsApp(from, fractal.account().whatsAppNumber(), body, "Jördis Ölçer"))
                .expect(200);

        JsonNode message = api.awaitMessageWith(text);

        assertEquals("WHATSAPP", message.path("channelType").asText());
        assertEquals(body, message.path("body").asText());
        assertEquals(
                "Jördis Ölçer",
                api.conversation(message.path("conversationId").asText())
                        .path("contactName")
                        .asText());
    }

    @Test
    void sms_and_whatsapp_of_one_person_are_one_conversation() {
        twilio.post(TwilioWebhooks.INCOMING, sms()).expect(200);
        twilio.post(
                        TwilioWebhooks.INCOMING,
                        twilio.whatsApp(from, fractal.account().whatsAppNumber(), text + " here", "Jo"))
                .expect(200);

        assertEquals(
                1,
                api.messagesWith(text).stream()
                        .map(message -> message.path("conversationId").asText())
                        .distinct()
                        .count());
    }

    @Test
    void a_picture_message_keeps_the_address_of_its_picture() {
        Map<String, String> webhook = sms();
        webhook.put("NumMedia", "1");
        webhook.put("MediaUrl0", "https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME1");
        webhook.put("MediaContentType0", "image/jpeg");

        twilio.post(TwilioWebhooks.INCOMING, webhook).expect(200);

        JsonNode message = api.awaitMessageWith(text);
        assertEquals("MMS", message.path("channelType").asText());
        assertEquals(webhook.get("MediaUrl0"), message.path("mediaUrls").path(0).asText());
    }

    @Test
    void a_signed_request_that_lacks_its_sid_is_answered_with_400() {
        Map<String, String> webhook = sms();
        List.of("MessageSid", "SmsSid", "SmsMessageSid").forEach(webhook::remove);

        twilio.post(TwilioWebhooks.INCOMING, webhook).expect(400);

        assertTrue(api.messagesWith(text).isEmpty());
    }

    @Test
    void an_unknown_provider_is_answered_with_404() {
        fractal.anonymous().postForm("/webhooks/nobody/incoming", sms()).expect(404);
    }

    @Test
    void an_account_that_is_none_of_ours_is_refused_and_nothing_is_stored() {
        Map<String, String> webhook = sms();
        webhook.put("AccountSid", "AC" + "0".repeat(32));

        refusedAndNothingStored(() -> twilio.post(TwilioWebhooks.INCOMING, webhook));
    }

    @Test
    void reading_the_conversation_takes_the_unread_count_away() {
        twilio.post(TwilioWebhooks.INCOMING, sms()).expect(200);
        String conversation = api.awaitMessageWith(text).path("conversationId").asText();

        Answer read = fractal.signedIn().send("PATCH", "/api/conversations/" + conversation + "/read", "", new byte[0]);

        assertEquals(0, read.expect(200).data().path("unreadCount").asInt());
        assertEquals(0, api.conversation(conversation).path("unreadCount").asInt());
    }

    private Map<String, String> sms() {
        return twilio.sms(from, fractal.account().smsNumber(), text);
    }

    private void refusedAndNothingStored(java.util.function.Supplier<Answer> request) {
        long before = api.storedMessages();
        long conversations = api.storedConversations();

        request.get().expect(403);

        assertEquals(before, api.storedMessages());
        assertEquals(conversations, api.storedConversations());
        assertTrue(api.messagesWith(text).isEmpty());
    }

    private static boolean carries(EventSocket.Frame frame, String text) {
        return frame.is("message:new")
                && text.equals(frame.message().path("body").asText());
    }

    private static List<Answer> atOnce(int times, java.util.concurrent.Callable<Answer> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Answer>> running = IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return request.call();
                    }))
                    .toList();
            start.countDown();
            List<Answer> answers = new java.util.ArrayList<>();
            for (Future<Answer> one : running) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
