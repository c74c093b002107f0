package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an integrator can do with messages beside sending them, over REST and against the sandbox. */
@ExtendWith(FractalExtension.class)
class SendingControlsIT {

    private final FractalApi api;
    private final FractalClient client;
    private final Sandbox sandbox;
    private final String to = Handset.newNumber();
    private final String text = Handset.text("Your appointment is on Monday.");

    SendingControlsIT(RunningFractal fractal) {
        this.api = fractal.api();
        this.client = fractal.client();
        this.sandbox = fractal.sandbox();
    }

    @AfterEach
    void repairEverything() {
        sandbox.reset();
        decide(FractalClient.object());
    }

    @Test
    void a_scheduled_message_is_shown_with_its_keeper_and_can_be_canceled() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        JsonNode accepted = api.send(
                FractalClient.object("phone", to, "channel", "sms", "content", text, "sendAt", tomorrow.toString()));
        String id = accepted.path("id").asText();
        assertAll(
                () -> assertEquals("SCHEDULED", accepted.path("status").asText(), accepted::toString),
                () -> assertEquals(
                        "FRACTAL", accepted.path("schedule").path("by").asText()),
                () -> assertEquals(
                        tomorrow.toEpochMilli(),
                        Instant.parse(accepted.path("scheduledAt").asText()).toEpochMilli()));

        Answer canceled = delete(id).expect(200);

        assertEquals("CANCELED", canceled.data().path("status").asText());
        assertEquals("CANCELED", api.message(id).path("status").asText());
        assertEquals(List.of(), sandbox.phone(to));
    }

    @Test
    void a_message_scheduled_a_moment_ahead_goes_out_by_itself() {
        String id = api.send(FractalClient.object(
                        "to",
                        to,
                        "channelType",
                        "SMS",
                        "body",
                        text,
                        "scheduledAt",
                        Instant.now().plusSeconds(2).toString()))
                .path("id")
                .asText();

        JsonNode message = api.awaitStatus(id, "DELIVERED");

        assertEquals(1, sandbox.phone(to).size());
        assertFalse(Instant.parse(message.path("sentAt").asText())
                .isBefore(Instant.parse(message.path("scheduledAt").asText())));
    }

    @Test
    void what_has_arrived_cannot_be_canceled_and_the_reason_is_said() {
        String id = arrived();

        Answer refused = delete(id).expect(409);

        assertEquals(
                "CANCEL_TOO_LATE", refused.json().path("error").path("code").asText());
        delete("01890000-0000-7000-8000-000000000000").expect(404);
        delete("not-an-id").expect(400);
    }

    @Test
    void a_time_in_the_past_is_refused_by_its_name() {
        Answer refused = client.post(
                        "/api/messages",
                        FractalClient.object("to", to, "body", text, "scheduledAt", "2020-01-01T00:00:00Z"))
                .expect(422);

        assertEquals(
                "scheduledAt",
                refused.json()
                        .path("error")
                        .path("details")
                        .path(0)
                        .path("field")
                        .asText());
    }

    @Test
    void an_erased_message_keeps_its_history_and_loses_its_text_here_and_at_the_provider() {
        String id = arrived();

        JsonNode erased = client.send("POST", "/api/messages/" + id + "/redact", "application/json", "{}".getBytes())
                .expect(200)
                .data();

        assertTrue(erased.path("body").isNull() || erased.path("body").asText().isEmpty(), erased::toString);
        assertFalse(erased.path("redactedAt").isNull());
        assertEquals("DELIVERED", erased.path("status").asText());
        assertTrue(api.messagesWith(text).isEmpty());
        Deadline.await(
                "the provider has erased it",
                () -> sandbox.phone(to).get(0).path("body").asText(),
                String::isEmpty);
        assertFalse(
                client.get("/api/messages/" + id).expect(200).text().contains(text), "nor in what the provider said");
    }

    @Test
    void what_was_erased_is_not_read_again_by_repeating_the_request_that_sent_it() {
        FractalClient keyed = client.with("Idempotency-Key", UUID.randomUUID().toString());
        JsonNode body = FractalClient.object("to", to, "channelType", "SMS", "body", text);
        String id =
                keyed.post("/api/messages", body).expect(201).data().path("id").asText();
        api.awaitStatus(id, "DELIVERED");
        client.post("/api/messages/" + id + "/redact", FractalClient.object()).expect(200);

        Answer again = keyed.post("/api/messages", body).expect(409);

        assertEquals(
                "IDEMPOTENCY_KEY_ANSWER_ERASED",
                again.json().path("error").path("code").asText());
        assertEquals(1, sandbox.phone(to).size(), "nothing is sent a second time");
    }

    @Test
    void feedback_is_passed_on_and_kept() {
        String id = arrived();

        JsonNode told = client.post("/api/messages/" + id + "/feedback", FractalClient.object("outcome", "confirmed"))
                .expect(200)
                .data();

        assertEquals("CONFIRMED", told.path("feedback").asText());
        client.post("/api/messages/" + id + "/feedback", FractalClient.object("outcome", "maybe"))
                .expect(422);
    }

    @Test
    void a_preview_tells_segments_and_sender_and_what_stands_in_the_way() {
        JsonNode preview = client.post(
                        "/api/messages/preview",
                        FractalClient.object("to", to, "channel", "sms", "body", "ä".repeat(161)))
                .expect(200)
                .data();
        assertAll(
                () -> assertEquals("GSM7", preview.path("encoding").asText(), preview::toString),
                () -> assertEquals(2, preview.path("segments").asInt()),
                () -> assertTrue(preview.path("from").asText().startsWith("+")),
                () -> assertEquals(0, preview.path("blockedBy").size()));

        JsonNode closed = client.post(
                        "/api/messages/preview", FractalClient.object("to", "whatsapp:" + to, "body", text))
                .expect(200)
                .data();

        assertEquals("WHATSAPP", closed.path("channelType").asText());
        assertEquals(
                "WHATSAPP_WINDOW_CLOSED",
                closed.path("blockedBy").path(0).path("code").asText());
        assertTrue(api.messagesWith(text).isEmpty());
    }

    @Test
    void a_preview_tells_until_when_quiet_hours_would_hold_the_message_back() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        decide(quietFor(now));

        JsonNode waits = client.post("/api/messages/preview", FractalClient.object("to", to, "body", text))
                .expect(200)
                .data()
                .path("waits");

        assertEquals("QUIET_HOURS", waits.path(0).path("code").asText());
        assertEquals(
                now.plusHours(1),
                LocalTime.ofInstant(Instant.parse(waits.path(0).path("until").asText()), ZoneOffset.UTC));
    }

    @Test
    void a_validity_goes_to_the_provider_and_what_has_run_out_here_is_not_sent() {
        String id = api.send(FractalClient.object("to", to, "body", text, "validityPeriod", 600))
                .path("id")
                .asText();
        JsonNode sent = api.awaitStatus(id, "DELIVERED");
        assertEquals(600, sent.path("validityPeriod").asInt());
        int told = sandbox.phone(to).get(0).path("validityPeriod").asInt();
        assertTrue(told > 500 && told <= 600, () -> "the provider was told " + told);

        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        decide(quietFor(now));
        String late = api.send(FractalClient.object("to", to, "body", text, "validityPeriod", 2))
                .path("id")
                .asText();
        assertEquals(
                "VALIDITY_EXPIRED",
                api.awaitStatus(late, "FAILED").path("errorCode").asText());
        assertEquals(1, sandbox.phone(to).size());
    }

    @Test
    void a_validity_that_cannot_be_is_refused_by_its_name() {
        for (Object wrong : List.of(0, -5, 36_001, 1.5, "600")) {
            JsonNode body = FractalClient.object("to", to, "body", text, "validityPeriod", wrong);
            assertEquals(List.of("validityPeriod"), fields(client.post("/api/messages", body)), () -> "for " + wrong);
        }
        JsonNode messenger = FractalClient.object(
                "recipients",
                List.of(FractalClient.object("to", "messenger:4711")),
                "body",
                text,
                "validityPeriod",
                60);
        assertEquals(List.of("validityPeriod"), fields(client.post("/api/messages/bulk", messenger)));
        assertTrue(api.messagesWith(text).isEmpty());
    }

    @Test
    void whatsapp_takes_one_attachment_from_elsewhere_and_not_two() {
        sandbox.writeWhatsApp(to, text, "Anna");
        api.awaitMessageWith(text);
        String answer = Handset.text("Here are the pictures");
        ObjectNode message = FractalClient.object("to", to, "channelType", "WHATSAPP", "body", answer);
        message.putArray("mediaUrls").add("https://example.com/a.jpg").add("https://example.com/b.jpg");

        assertEquals(List.of("mediaUrls"), fields(client.post("/api/messages", message)));
        assertTrue(api.messagesWith(answer).isEmpty());
        message.withArray("mediaUrls").remove(1);
        assertEquals(1, api.send(message).path("mediaUrls").size());
    }

    private static List<String> fields(Answer refused) {
        return FractalApi.list(refused.expect(422).json().path("error").path("details")).stream()
                .map(detail -> detail.path("field").asText())
                .toList();
    }

    @Test
    void whoever_says_stop_gets_no_scheduled_message_and_no_new_one() {
        String id = api.send(FractalClient.object(
                        "to",
                        to,
                        "channelType",
                        "SMS",
                        "body",
                        text,
                        "scheduledAt",
                        Instant.now().plus(Duration.ofDays(1)).toString()))
                .path("id")
                .asText();

        sandbox.writeSms(to, "STOP");

        JsonNode canceled = api.awaitStatus(id, "CANCELED");
        assertEquals("OPTED_OUT", canceled.path("errorCode").asText());
        Answer refused = client.post(
                        "/api/messages", FractalClient.object("to", to, "channelType", "SMS", "body", text))
                .expect(409);
        assertEquals(
                "RECIPIENT_OPTED_OUT", refused.json().path("error").path("code").asText());
    }

    @Test
    void a_sender_keeps_the_pace_that_was_decided() {
        decide(FractalClient.object()
                .set(
                        "rates",
                        FractalClient.object()
                                .arrayNode()
                                .add(FractalClient.object("kind", "LONG_CODE", "perSecond", 2))));
        String mark = Handset.text("pace");
        for (int i = 0; i < 6; i++) {
            api.write("SMS", Handset.newNumber(), mark + " " + i);
        }

        List<JsonNode> sent = Deadline.await(
                "all six are with the provider",
                () -> api.messagesWith(mark),
                found -> found.size() == 6
                        && found.stream().noneMatch(m -> m.path("twilioSid").isNull()));

        List<Instant> begun = sent.stream()
                .map(message -> api.message(message.path("id").asText()))
                .map(message -> FractalApi.list(message.path("attempts")))
                .map(attempts -> Instant.parse(
                        attempts.get(attempts.size() - 1).path("startedAt").asText()))
                .sorted()
                .toList();
        for (int i = 1; i < begun.size(); i++) {
            long apart = Duration.between(begun.get(i - 1), begun.get(i)).toMillis();
            assertTrue(apart >= 495, () -> "half a second apart: " + begun);
        }
    }

    @Test
    void settings_that_cannot_be_are_refused_by_name_and_good_ones_are_kept() {
        JsonNode quiet = FractalClient.object("from", "21:00", "until", "08:00", "timeZone", "Europe/Berlin");
        JsonNode kept = decide(FractalClient.object().set("quietHours", quiet)).data();
        assertEquals("21:00", kept.path("quietHours").path("from").asText());
        assertEquals("PROMOTIONAL", kept.path("quietHours").path("scope").asText());

        Answer refused = put(FractalClient.object()
                .set("quietHours", FractalClient.object("from", "25:00", "until", "08:00", "timeZone", "Mars")));

        refused.expect(422);
        assertEquals(
                List.of("quietHours.from", "quietHours.timeZone"),
                FractalApi.list(refused.json().path("error").path("details")).stream()
                        .map(detail -> detail.path("field").asText())
                        .toList());
    }

    @Test
    void half_of_the_quiet_hours_is_refused_by_name_and_changes_nothing() {
        JsonNode quiet = FractalClient.object("from", "21:00", "until", "08:00", "timeZone", "Europe/Berlin");
        JsonNode kept = decide(FractalClient.object().set("quietHours", quiet)).data();

        for (String half : List.of("from", "until")) {
            ObjectNode other = FractalClient.object("from", "22:00", "until", "07:00");
            assertEquals(
                    List.of("quietHours." + half),
                    fields(put(FractalClient.object()
                            .set("quietHours", other.deepCopy().putNull(half)))));
            other.remove(half);
            assertEquals(
                    List.of("quietHours." + half),
                    fields(put(FractalClient.object().set("quietHours", other))));
        }

        assertEquals(kept, client.get("/api/settings/sending").expect(200).data());
    }

    private static JsonNode quietFor(LocalTime now) {
        return FractalClient.object()
                .set(
                        "quietHours",
                        FractalClient.object(
                                "from",
                                now.minusHours(1).toString(),
                                "until",
                                now.plusHours(1).toString(),
                                "timeZone",
                                "UTC",
                                "scope",
                                "ALL"));
    }

    private String arrived() {
        String id = api.write("SMS", to, text).path("id").asText();
        api.awaitStatus(id, "DELIVERED");
        return id;
    }

    private Answer delete(String id) {
        return client.send("DELETE", "/api/messages/" + id, "", new byte[0]);
    }

    private Answer decide(JsonNode settings) {
        return put(settings).expect(200);
    }

    private Answer put(JsonNode settings) {
        return client.send(
                "PUT",
                "/api/settings/sending",
                "application/json",
                settings.toString().getBytes());
    }
}
