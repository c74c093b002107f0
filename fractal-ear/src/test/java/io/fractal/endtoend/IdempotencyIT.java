package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
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
