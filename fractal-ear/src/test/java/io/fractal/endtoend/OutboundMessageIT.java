package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.EventSocket;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.NetworkGate;
import io.fractal.product.RunningFractal;
import io.fractal.product.Sandbox;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a message that Fractal sends, on good days and on the provider's bad ones. */
@ExtendWith(FractalExtension.class)
class OutboundMessageIT {

    private static final List<String> CLIMB = List.of("QUEUED", "SENDING", "SENT", "DELIVERED", "READ");

    private final RunningFractal fractal;
    private final FractalApi api;
    private final NetworkGate gate;
    private final Sandbox sandbox;
    private final String to = Handset.newNumber();
    private final String text = Handset.text("Your parcel left this morning.");

    OutboundMessageIT(RunningFractal fractal, NetworkGate gate) {
        this.fractal = fractal;
        this.gate = gate;
        this.api = fractal.api();
        this.sandbox = fractal.sandbox();
    }

    @AfterEach
    void repairEverything() {
        gate.open();
        sandbox.reset();
    }

    @Test
    void a_reply_arrives_on_the_phone_and_its_status_climbs_before_ones_eyes() {
        sandbox.writeWhatsApp(to, text + " question", "Nele");
        String conversation = api.awaitMessageWith(text).path("conversationId").asText();
        try (EventSocket eyes = EventSocket.connect(fractal.signedIn())) {
            JsonNode accepted = api.reply(conversation, text);
            String id = accepted.path("id").asText();

            assertEquals("QUEUED", accepted.path("status").asText());
            assertEquals("WHATSAPP", accepted.path("channelType").asText());
            eyes.await("the status READ", frame -> isStatus(frame, id, "READ"));
            List<String> seen = eyes.frames().stream()
                    .filter(frame -> frame.is("message:status"))
                    .filter(frame -> id.equals(frame.data().path("messageId").asText()))
                    .map(frame -> frame.data().path("status").asText())
                    .distinct()
                    .toList();
            assertTrue(seen.containsAll(List.of("SENT", "DELIVERED", "READ")), seen::toString);
            assertEquals(
                    seen.stream()
                            .sorted(java.util.Comparator.comparing(CLIMB::indexOf))
                            .toList(),
                    seen);
            assertEquals(1, onThePhone());
        }
    }

    @Test
    void a_message_tells_its_whole_history_with_the_providers_own_words() {
        JsonNode message = sent("WHATSAPP", "READ");
        List<JsonNode> history = FractalApi.list(message.path("statusHistory"));

        assertAll(
                () -> assertTrue(message.path("twilioSid").asText().matches("(SM|MM)[0-9a-f]{32}"), message::toString),
                () -> assertEquals("QUEUED", history.get(0).path("status").asText()),
                () -> assertEquals(
                        1,
                        history.stream()
                                .filter(e -> "delivered"
                                        .equals(e.path("providerStatus").asText()))
                                .count()),
                () -> assertEquals(
                        1,
                        history.stream()
                                .filter(e ->
                                        "read".equals(e.path("providerStatus").asText()))
                                .count()),
                () -> assertTrue(history.stream()
                        .anyMatch(e -> "RESPONSE".equals(e.path("source").asText()))),
                () -> assertEquals(
                        message.path("twilioSid").asText(),
                        callback(history, "delivered")
                                .path("rawPayload")
                                .path("MessageSid")
                                .asText()),
                () -> assertEquals(
                        "delivered",
                        callback(history, "delivered")
                                .path("rawPayload")
                                .path("MessageStatus")
                                .asText()),
                () -> assertFalse(message.path("sentAt").isNull()),
                () -> assertFalse(message.path("deliveredAt").isNull()),
                () -> assertFalse(message.path("readAt").isNull()),
                () -> assertEquals(1, message.path("attempts").size()),
                () -> assertEquals(
                        "TAKEN",
                        message.path("attempts").path(0).path("outcome").asText()));
    }

    @Test
    void the_price_is_fetched_once_the_message_has_been_delivered() {
        String id = api.write("SMS", to, text).path("id").asText();

        JsonNode priced = Deadline.await(
                "the price",
                () -> api.message(id),
                m -> !m.path("price").isNull() && !m.path("price").isMissingNode());

        assertTrue(priced.path("price").asText().startsWith("-"), priced::toString);
        assertEquals(3, priced.path("priceCurrency").asText().length());
    }

    @Test
    void the_same_idempotency_key_twice_is_one_message() {
        String key = Handset.text("key").replace(' ', '-');
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        var body = FractalClient.object("to", to, "channelType", "SMS", "body", text);

        Answer first = client.post("/api/messages", body).expect(201);
        Answer second = client.post("/api/messages", body).expect(201);

        assertEquals(first.text(), second.text());
        assertEquals("true", second.header("Idempotent-Replayed").orElse("missing"));
        api.awaitStatus(first.data().path("id").asText(), "DELIVERED");
        assertEquals(1, onThePhone());
    }

    @Test
    void a_number_as_people_write_it_reaches_the_same_person() {
        JsonNode first = api.write("SMS", to, text);
        String national = "0" + to.substring(3, 6) + " / " + to.substring(6);

        JsonNode second = api.write("SMS", national, text + " again");

        assertEquals(to, second.path("to").asText());
        assertEquals(first.path("conversationId"), second.path("conversationId"));
    }

    @Test
    void twilio_down_leaves_the_message_waiting_in_sight_and_sends_it_once_when_it_is_back() {
        gate.shut();
        String id = api.write("SMS", to, text).path("id").asText();

        JsonNode waiting = Deadline.await(
                "a failed attempt in sight",
                () -> api.message(id),
                m -> "UNAVAILABLE"
                        .equals(m.path("attempts").path(0).path("outcome").asText()));
        assertEquals("QUEUED", waiting.path("status").asText());
        assertEquals(0, onThePhone());

        gate.open();

        api.awaitStatus(id, "DELIVERED");
        assertEquals(1, onThePhone());
    }

    @Test
    void an_answer_of_503_leaves_the_message_waiting_and_sends_it_once_in_the_end() {
        sandbox.failNext(2, 503, 20503, false);
        String id = api.write("SMS", to, text).path("id").asText();

        JsonNode message = api.awaitStatus(id, "DELIVERED");

        assertEquals(3, message.path("attempts").size());
        assertEquals(1, onThePhone());
    }

    @Test
    void an_answer_lost_on_its_way_does_not_send_the_message_twice() {
        gate.loseAnswers(1);
        String id = api.write("SMS", to, text).path("id").asText();

        JsonNode message = api.awaitStatus(id, "DELIVERED");

        List<JsonNode> history = FractalApi.list(message.path("statusHistory"));
        assertTrue(
                history.stream()
                        .anyMatch(event -> "UNKNOWN".equals(event.path("status").asText())),
                message::toString);
        assertTrue(
                history.stream()
                        .anyMatch(event -> "LOOKUP".equals(event.path("source").asText())),
                message::toString);
        assertEquals(1, message.path("attempts").size());
        assertEquals(1, onThePhone());
    }

    @Test
    void messages_that_waited_arrive_in_the_order_in_which_they_were_written() {
        sandbox.failNext(2, 503, 0, false);
        String conversation =
                api.write("SMS", to, text + " 1").path("conversationId").asText();
        for (int i = 2; i <= 5; i++) {
            api.reply(conversation, text + " " + i);
        }

        List<JsonNode> arrived = Deadline.await("five messages", () -> sandbox.phone(to), phone -> phone.size() == 5);

        assertEquals(
                List.of(text + " 1", text + " 2", text + " 3", text + " 4", text + " 5"),
                arrived.stream().map(message -> message.path("body").asText()).toList());
    }

    @Test
    void a_storm_of_429_delays_the_message_and_doubles_nothing() {
        sandbox.failNext(3, 429, 20429, false);
        String id = api.write("SMS", to, text).path("id").asText();

        JsonNode message = api.awaitStatus(id, "DELIVERED");

        assertEquals(
                List.of("THROTTLED", "THROTTLED", "THROTTLED", "TAKEN"),
                FractalApi.list(message.path("attempts")).stream()
                        .map(attempt -> attempt.path("outcome").asText())
                        .toList());
        assertEquals(1, onThePhone());
    }

    @Test
    void an_answer_of_500_after_the_message_was_taken_does_not_send_it_twice() {
        sandbox.failNext(1, 500, 20500, true);
        String id = api.write("SMS", to, text).path("id").asText();

        api.awaitStatus(id, "DELIVERED");

        assertEquals(1, onThePhone());
        assertTrue(api.message(id).path("twilioSid").asText().startsWith("SM"));
    }

    @Test
    void a_callback_that_overtakes_the_answer_is_joined_to_its_message() {
        sandbox.callbackBeforeTheAnswer();

        JsonNode message = sent("WHATSAPP", "READ");

        assertTrue(FractalApi.list(message.path("statusHistory")).stream()
                .anyMatch(
                        event -> "delivered".equals(event.path("providerStatus").asText())));
        assertEquals(1, onThePhone());
    }

    @Test
    void callbacks_in_the_wrong_order_and_repeated_never_take_the_status_back() {
        sandbox.callbacksReversedAndRepeated(3);
        try (EventSocket eyes = EventSocket.connect(fractal.signedIn())) {
            JsonNode message = sent("WHATSAPP", "READ");
            String id = message.path("id").asText();
            JsonNode settled = Deadline.await(
                    "every callback has come",
                    () -> api.message(id),
                    m -> FractalApi.list(m.path("statusHistory")).stream()
                            .anyMatch(
                                    e -> "sent".equals(e.path("providerStatus").asText())));

            assertEquals("READ", settled.path("status").asText());
            List<Integer> ranks = eyes.frames().stream()
                    .filter(frame -> frame.is("message:status"))
                    .filter(frame -> id.equals(frame.data().path("messageId").asText()))
                    .map(frame -> CLIMB.indexOf(frame.data().path("status").asText()))
                    .toList();
            assertEquals(ranks.stream().sorted().toList(), ranks);
        }
    }

    @Test
    void a_number_that_twilio_refuses_fails_with_twilios_code_and_can_be_tried_again() {
        String id = api.write("SMS", "+15005550001", text).path("id").asText();

        JsonNode failed = api.awaitStatus(id, "FAILED");

        assertEquals("21211", failed.path("errorCode").asText());
        assertFalse(failed.path("errorMessage").asText().isBlank());
        JsonNode again = fractal.client()
                .send("POST", "/api/messages/" + id + "/retry", "application/json", "{}".getBytes())
                .expect(201)
                .data();
        assertEquals(text, again.path("body").asText());
    }

    @Test
    void a_delivered_message_cannot_be_tried_again() {
        String id = sent("SMS", "DELIVERED").path("id").asText();

        Answer refused =
                fractal.client().send("POST", "/api/messages/" + id + "/retry", "application/json", "{}".getBytes());

        refused.expect(409);
        assertEquals(1, onThePhone());
    }

    @Test
    void two_equal_texts_in_a_row_are_two_messages() {
        String conversation = api.write("SMS", to, text).path("conversationId").asText();
        JsonNode second = api.reply(conversation, text);

        api.awaitStatus(second.path("id").asText(), "DELIVERED");

        List<JsonNode> phone = Deadline.await("both", () -> sandbox.phone(to), all -> all.size() == 2);
        assertNotEquals(
                phone.get(0).path("sid").asText(), phone.get(1).path("sid").asText());
    }

    private JsonNode sent(String channel, String status) {
        if ("WHATSAPP".equals(channel)) {
            sandbox.writeWhatsApp(to, text + " question", "Nele");
            api.awaitMessageWith(text);
        }
        return api.awaitStatus(api.write(channel, to, text).path("id").asText(), status);
    }

    private long onThePhone() {
        return sandbox.phone(to).stream()
                .filter(message -> text.equals(message.path("body").asText()))
                .count();
    }

    private static JsonNode callback(List<JsonNode> history, String providerStatus) {
        return history.stream()
                .filter(event -> "CALLBACK".equals(event.path("source").asText()))
                .filter(event ->
                        providerStatus.equals(event.path("providerStatus").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isStatus(EventSocket.Frame frame, String id, String status) {
        return frame.is("message:status")
                && id.equals(frame.data().path("messageId").asText())
                && status.equals(frame.data().path("status").asText());
    }
}
