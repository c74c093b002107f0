package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.fractal.product.TwilioWebhooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Channels beside SMS and WhatsApp, and states that only they know. */
@ExtendWith(FractalExtension.class)
class OtherChannelsIT {

    private final RunningFractal fractal;
    private final FractalApi api;
    private final String text = Handset.text("Hello");

    OtherChannelsIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.api = fractal.api();
    }

    @Test
    void a_page_on_messenger_is_taken_in_and_its_visitor_answered() {
        String person = "7" + Handset.newNumber().substring(1);
        steer("/inbound", FractalClient.object("from", "messenger:" + person, "body", text));
        JsonNode parked = Deadline.await(
                        "the message to a page that nobody has named yet",
                        api::unassigned,
                        all -> all.stream()
                                .anyMatch(kept -> kept.path("body").asText().equals(text)))
                .stream()
                .filter(kept -> kept.path("body").asText().equals(text))
                .findFirst()
                .orElseThrow();
        fractal.client()
                .post(
                        "/api/unassigned/adopt",
                        FractalClient.object("to", parked.path("to").asText(), "channelType", "MESSENGER"))
                .expect(200);

        JsonNode received = api.awaitMessageWith(text);
        assertEquals("MESSENGER", received.path("channelType").asText());
        assertEquals(person, received.path("from").asText());

        JsonNode answer = api.reply(received.path("conversationId").asText(), text + " to you");
        assertEquals("MESSENGER", answer.path("channelType").asText());
        api.awaitStatus(answer.path("id").asText(), "DELIVERED");

        JsonNode byAddress = api.send(FractalClient.object("to", "messenger:" + person, "content", text + " again"));
        assertEquals(
                received.path("conversationId").asText(),
                byAddress.path("conversationId").asText());
    }

    @Test
    void whoever_has_no_rcs_gets_an_sms_instead() {
        String person = Handset.newNumber();
        fractal.client().send("POST", "/api/senders/sync", "", new byte[0]).expect(200);
        steer("/handsets/rcs", FractalClient.object("number", person, "supported", false));

        JsonNode message = api.send(
                FractalClient.object("to", person, "channelType", "RCS", "fallbackChannel", "SMS", "body", text));

        assertEquals("RCS", message.path("channelType").asText());
        api.awaitStatus(message.path("id").asText(), "DELIVERED");
        assertEquals(1, fractal.sandbox().phone(person).size());
    }

    @Test
    void what_arrived_in_part_is_shown_so_until_the_rest_has_arrived() {
        steer("/behaviour", FractalClient.object("delaysMs", FractalClient.object("sent", 600_000)));
        try {
            JsonNode message = api.write("SMS", Handset.newNumber(), text);
            String id = message.path("id").asText();
            String sid = Deadline.await(
                            "the provider's id",
                            () -> api.message(id),
                            sent -> !sent.path("twilioSid").isNull())
                    .path("twilioSid")
                    .asText();
            TwilioWebhooks twilio = fractal.twilio();

            twilio.post(TwilioWebhooks.STATUS, twilio.status(sid, "partially_delivered"));
            JsonNode partly = api.awaitStatus(id, "PARTIALLY_DELIVERED");
            assertEquals("partially_delivered", partly.path("providerStatus").asText());
            assertTrue(partly.path("deliveredAt").isNull());

            twilio.post(TwilioWebhooks.STATUS, twilio.status(sid, "delivered"));
            assertTrue(api.awaitStatus(id, "DELIVERED").path("deliveredAt").isTextual());
        } finally {
            fractal.sandbox().reset();
        }
    }

    private void steer(String path, ObjectNode body) {
        Answer answer = fractal.anonymous().post("/sandbox/api" + path, body);
        assertEquals(2, answer.status() / 100, answer::toString);
    }
}
