package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request that comes twice under one key is done once. */
@ExtendWith(FractalExtension.class)
class IdempotencyIT {

    private final RunningFractal fractal;
    private final String key = UUID.randomUUID().toString();
    private final String text = Handset.text("Once, please");

    IdempotencyIT(RunningFractal fractal) {
        this.fractal = fractal;
    }

    @Test
    void twenty_at_once_are_one_message_and_all_get_the_first_answer() throws Exception {
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        JsonNode body = FractalClient.object("to", Handset.newNumber(), "channelType", "SMS", "body", text);
        long before = fractal.api().storedMessages();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Answer>> answers =
                    threads.invokeAll(Collections.nCopies(20, () -> client.post("/api/messages", body)));
            String first = answers.get(0).get().expect(201).text();
            for (Future<Answer> answer : answers) {
                assertEquals(first, answer.get().expect(201).text());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(before + 1, fractal.api().storedMessages());
    }

    @Test
    void the_same_key_for_another_request_is_refused() {
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        String to = Handset.newNumber();
        client.post("/api/messages", FractalClient.object("to", to, "channelType", "SMS", "body", text))
                .expect(201);

        Answer refused = client.post(
                        "/api/messages", FractalClient.object("to", to, "channelType", "SMS", "body", text + "!"))
                .expect(409);

        assertEquals(
                "IDEMPOTENCY_KEY_REUSED",
                refused.json().path("error").path("code").asText());
    }

    @Test
    void a_refusal_is_given_again_as_well() {
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        JsonNode nothing = FractalClient.object("to", "12", "channelType", "SMS", "body", text);

        Answer first = client.post("/api/messages", nothing).expect(422);
        Answer again = client.post("/api/messages", nothing).expect(422);

        assertEquals(first.text(), again.text());
        assertTrue(first.header("Idempotent-Replayed").isEmpty());
        assertEquals("true", again.header("Idempotent-Replayed").orElse("missing"));
    }

    @Test
    void bodies_that_differ_only_far_behind_are_not_the_same_request() {
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        List<JsonNode> recipients = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            recipients.add(
                    FractalClient.object("to", "not a number, and skipped therefore", "body", "x".repeat(40) + i));
        }
        JsonNode job = FractalClient.object("name", text, "recipients", recipients);
        assertTrue(job.toString().length() > 300 * 1024);
        recipients.set(3999, FractalClient.object("to", "not a number, and skipped therefore", "body", "y".repeat(44)));
        JsonNode other = FractalClient.object("name", text, "recipients", recipients);
        assertEquals(job.toString().length(), other.toString().length());
        String first = client.post("/api/messages/bulk", job).expect(202).text();

        assertReused(client.post("/api/messages/bulk", other));

        Answer again = client.post("/api/messages/bulk", job).expect(202);
        assertEquals(first, again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElse("missing"));
    }

    @Test
    void uploads_are_told_apart_by_their_last_byte() {
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        byte[] file = ("Once, please " + key + "\n").repeat(20_000).getBytes(StandardCharsets.UTF_8);
        byte[] other = file.clone();
        other[other.length - 2] = 'X';
        String first = client.send("POST", "/api/media", "text/plain", file)
                .expect(201)
                .text();

        assertReused(client.send("POST", "/api/media", "text/plain", other));

        assertEquals(
                first,
                client.send("POST", "/api/media", "text/plain", file)
                        .expect(201)
                        .text());
    }

    @Test
    void a_conversation_begun_in_silence_takes_a_key_as_well() {
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        JsonNode body = FractalClient.object("to", Handset.newNumber(), "channelType", "SMS");
        String first = client.post("/api/conversations", body).expect(201).text();

        Answer again = client.post("/api/conversations", body).expect(201);

        assertEquals(first, again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElse("missing"));
        assertReused(client.post(
                "/api/conversations", FractalClient.object("to", Handset.newNumber(), "channelType", "SMS")));
    }

    @Test
    void a_file_of_contacts_is_taken_in_once() {
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        byte[] file = ("name,phone\n" + key + "," + Handset.newNumber() + "\n").getBytes(StandardCharsets.UTF_8);
        Answer first =
                client.send("POST", "/api/contacts/import", "text/csv", file).expect(200);
        assertEquals(1, first.data().path("created").asInt(), first::toString);

        Answer again =
                client.send("POST", "/api/contacts/import", "text/csv", file).expect(200);

        assertEquals(first.text(), again.text(), "and not what a second reading would find: one to update");
        assertEquals("true", again.header("Idempotent-Replayed").orElse("missing"));
        assertReused(client.send(
                "POST",
                "/api/contacts/import",
                "text/csv",
                ("name,phone\nB," + Handset.newNumber() + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_pause_under_one_key_does_not_stop_a_job_that_was_resumed_since() {
        ObjectNode job = FractalClient.object(
                "body", text, "scheduledAt", Instant.now().plusSeconds(3600).toString());
        job.putArray("recipients").add(FractalClient.object("to", Handset.newNumber()));
        String path = "/api/messages/bulk/"
                + fractal.client()
                        .post("/api/messages/bulk", job)
                        .expect(202)
                        .data()
                        .path("id")
                        .asText();
        FractalClient client = fractal.client().with("Idempotency-Key", key);
        Answer first = client.send("POST", path + "/pause", "", new byte[0]).expect(200);
        assertEquals("PAUSED", first.data().path("status").asText());
        fractal.client().send("POST", path + "/resume", "", new byte[0]).expect(200);

        Answer again = client.send("POST", path + "/pause", "", new byte[0]).expect(200);

        assertEquals(first.text(), again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElse("missing"));
        assertNotEquals(
                "PAUSED",
                fractal.client().get(path).expect(200).data().path("status").asText());
        fractal.client().send("POST", path + "/cancel", "", new byte[0]).expect(200);
    }

    private static void assertReused(Answer refused) {
        assertEquals(
                "IDEMPOTENCY_KEY_REUSED",
                refused.expect(409).json().path("error").path("code").asText());
    }

    @Test
    void a_key_that_is_too_long_is_refused() {
        Answer refused = fractal.client()
                .with("Idempotency-Key", "x".repeat(256))
                .post("/api/messages", FractalClient.object("to", Handset.newNumber(), "body", text))
                .expect(400);

        assertEquals(
                "Idempotency-Key",
                refused.json()
                        .path("error")
                        .path("details")
                        .path(0)
                        .path("field")
                        .asText());
    }
}
