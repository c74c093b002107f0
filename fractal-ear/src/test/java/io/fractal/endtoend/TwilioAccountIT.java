package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account with an API key and a messaging service, as most companies have it. */
class TwilioAccountIT {

    private static final String SERVICE = "MG" + "7".repeat(32);

    private static RunningFractal fractal;

    private final FractalApi api = fractal.api();
    private final Sandbox sandbox = fractal.sandbox();
    private final String to = Handset.newNumber();
    private final String text = Handset.text("Your appointment is tomorrow.");

    @BeforeAll
    static void start() throws Exception {
        fractal = RunningFractal.start(
                FractalExtension.newHome("account"),
                Map.of(
                        "TWILIO_API_KEY",
                        "SK" + "8".repeat(32),
                        "TWILIO_API_KEY_SECRET",
                        "the-secret-of-the-key",
                        "TWILIO_MESSAGING_SERVICE_SID",
                        SERVICE));
    }

    @AfterAll
    static void stop() {
        if (fractal != null) {
            fractal.close();
        }
    }

    @AfterEach
    void repairEverything() {
        sandbox.reset();
    }

    @Test
    void an_api_key_is_what_twilio_is_called_with_and_the_token_what_its_callbacks_are_judged_by() {
        sandbox.refuseAuthToken();

        String id = api.write("SMS", to, text).path("id").asText();

        api.awaitStatus(id, "DELIVERED");
        assertEquals(1, sandbox.phone(to).size());
    }

    @Test
    void what_twilio_keeps_until_its_time_is_canceled_there() {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        String id = scheduled(tomorrow);
        JsonNode there = sandbox.phone(to).get(0);
        assertEquals("scheduled", there.path("status").asText());
        assertEquals(
                tomorrow.getEpochSecond(),
                Instant.parse(there.path("sendAt").asText()).getEpochSecond());

        Answer canceled = fractal.client().send("DELETE", "/api/messages/" + id, "", new byte[0]);

        assertEquals("CANCELED", canceled.expect(200).data().path("status").asText());
        assertEquals("canceled", sandbox.phone(to).get(0).path("status").asText());
        sandbox.pass(Duration.ofDays(2));
        JsonNode kept = api.message(id);
        assertEquals("CANCELED", kept.path("status").asText());
        assertTrue(kept.path("sentAt").isNull(), kept::toString);
    }

    @Test
    void what_twilio_keeps_goes_out_at_its_time_without_fractal() {
        String id = scheduled(Instant.now().plus(Duration.ofHours(1)));

        sandbox.pass(Duration.ofHours(2));

        api.awaitStatus(id, "DELIVERED");
        assertEquals(
                List.of(text),
                sandbox.phone(to).stream()
                        .map(message -> message.path("body").asText())
                        .toList());
    }

    /** A message that has been handed over to be kept there. */
    private String scheduled(Instant time) {
        JsonNode accepted = api.send(FractalClient.object(
                "to", to, "channelType", "SMS", "from", SERVICE, "body", text, "scheduledAt", time.toString()));
        assertEquals("SCHEDULED", accepted.path("status").asText(), accepted::toString);
        assertEquals("PROVIDER", accepted.path("schedule").path("by").asText());
        String id = accepted.path("id").asText();
        Deadline.await(
                "Twilio keeps it",
                () -> api.message(id),
                message -> !message.path("twilioSid").isNull());
        return id;
    }
}
