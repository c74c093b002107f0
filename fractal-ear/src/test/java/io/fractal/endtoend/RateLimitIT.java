package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A Fractal that its operator has told to take few requests. */
class RateLimitIT {

    private static final int RATE = 4;

    @Test
    void too_many_requests_are_told_how_long_to_wait_and_nobody_else_pays_for_them() {
        try (RunningFractal fractal = RunningFractal.start(
                FractalExtension.newHome("rate"), Map.of("FRACTAL_API_RATE", Integer.toString(RATE)))) {
            Answer first = fractal.client().get("/api/contacts?limit=1").expect(200);
            assertEquals(Integer.toString(RATE), first.header("RateLimit-Limit").orElse(""));
            assertEquals(
                    Integer.toString(RATE - 1),
                    first.header("RateLimit-Remaining").orElse(""));

            Answer refused = Deadline.await(
                    "a refusal", () -> fractal.client().get("/api/contacts?limit=1"), answer -> answer.status() != 200);
            refused.expect(429);
            JsonNode error = refused.json().path("error");
            assertEquals("TOO_MANY_REQUESTS", error.path("code").asText());
            assertEquals(
                    refused.header("X-Request-Id").orElse("missing"),
                    error.path("requestId").asText());
            assertEquals("0", refused.header("RateLimit-Remaining").orElse(""));
            int wait = Integer.parseInt(refused.header("Retry-After").orElse("0"));
            assertTrue(wait >= 1 && wait <= 60 / RATE, () -> wait + " seconds");

            fractal.signedIn().get("/api/contacts?limit=1").expect(200);
            fractal.sandbox().writeSms("+4915112340000", "Webhooks are not counted");
        }
    }
}
