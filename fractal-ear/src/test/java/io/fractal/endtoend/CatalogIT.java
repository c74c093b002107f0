package io.fractal.endtoend;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Templates and senders over HTTP, as Twilio (the sandbox) keeps them. */
@ExtendWith(FractalExtension.class)
class CatalogIT {

    private final RunningFractal fractal;
    private final FractalClient client;

    CatalogIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.client = fractal.client();
    }

    @Test
    void a_sync_shows_the_templates_of_the_account_and_their_variables() {
        int total = sync("templates").path("total").asInt();
        List<JsonNode> templates = list("/api/templates?limit=100");

        assertEquals(total, templates.size());
        assertTrue(total >= 6, () -> "templates: " + total);
        for (JsonNode template : templates) {
            assertTrue(template.path("sid").asText().matches("HX[0-9a-f]{32}"), template::toString);
            assertFalse(template.path("name").asText().isEmpty(), template::toString);
            assertTrue(template.path("variables").isObject(), template::toString);
        }
        JsonNode first = templates.get(0);
        Answer one = client.get("/api/templates/" + first.path("sid").asText()).expect(200);
        assertEquals(first, one.data());
        assertEquals(
                first, client.get("/api/templates/" + first.path("id").asText()).data());
        client.with("If-None-Match", one.header("ETag").orElseThrow())
                .get("/api/templates/" + first.path("sid").asText())
                .expect(304);
        client.get("/api/templates/HX00000000000000000000000000000000").expect(404);
        client.get("/api/templates?status=maybe").expect(400);
    }

    @Test
    void a_template_is_made_submitted_approved_sent_and_deleted() {
        String name = "catalog_" + UUID.randomUUID().toString().replace("-", "");
        Answer made = client.post("/api/templates", draft(name)).expect(201);
        String sid = made.data().path("sid").asText();
        String path = "/api/templates/" + sid;
        assertEquals("UNSUBMITTED", approval(made.data()));

        String person = Handset.newNumber();
        assertEquals("TEMPLATE_NOT_APPROVED", error(send(person, sid, "Anna").expect(409)));
        client.post(path + "/submit", FractalClient.object("category", "ads")).expect(422);
        assertEquals(
                "PENDING",
                approval(client.post(path + "/submit", FractalClient.object("category", "utility"))
                        .expect(200)
                        .data()));
        Deadline.await(
                "the approval of " + sid,
                () -> {
                    sync("templates");
                    return approval(client.get(path).expect(200).data());
                },
                "APPROVED"::equals);

        JsonNode preview = client.post(path + "/preview", FractalClient.object())
                .expect(200)
                .data();
        assertEquals("1", preview.path("missing").path(0).asText());
        Answer nameless = client.post(
                        "/api/messages",
                        FractalClient.object("to", person, "channelType", "WHATSAPP", "templateSid", sid))
                .expect(422);
        assertEquals(
                "variables",
                nameless.json()
                        .path("error")
                        .path("details")
                        .path(0)
                        .path("field")
                        .asText());
        JsonNode sent = send(person, sid, "Anna").expect(201).data();
        assertEquals("Hello Anna, does it suit you?", sent.path("body").asText());
        fractal.api().awaitStatus(sent.path("id").asText(), "READ");

        client.with("If-Match", "\"0\"").send("DELETE", path, "", new byte[0]).expect(412);
        client.send("DELETE", path, "", new byte[0]).expect(200);
        client.get(path).expect(404);
        send(person, sid, "Anna").expect(422);
        sync("templates");
        client.get(path).expect(404);
    }

    @Test
    void a_draft_that_twilio_cannot_take_is_refused_in_its_words() {
        ObjectNode draft = draft("carousel_" + UUID.randomUUID().toString().replace("-", ""));
        draft.put("type", "twilio/carousel");
        Answer refused = client.post("/api/templates", draft).expect(422);

        assertEquals("PROVIDER_REFUSED", error(refused));
        assertTrue(refused.text().contains("UNSUPPORTED_TEMPLATE_TYPE"), refused::text);
        client.post("/api/templates", FractalClient.object("name", "x", "colour", "red"))
                .expect(422);
    }

    @Test
    void a_sync_shows_the_senders_of_the_account() {
        sync("senders");
        Set<String> kinds = list("/api/senders?limit=100&retired=false").stream()
                .map(sender -> sender.path("kind").asText())
                .collect(Collectors.toSet());

        assertTrue(
                kinds.containsAll(
                        Set.of("LONG_CODE", "TOLL_FREE", "SHORT_CODE", "ALPHANUMERIC", "WHATSAPP", "RCS", "POOL")),
                kinds::toString);
        JsonNode tollFree = list("/api/senders?kind=toll_free").get(0);
        assertEquals("US", tollFree.path("country").asText());
        assertFalse(tollFree.path("verification").asText().isEmpty(), tollFree::toString);
        client.get("/api/senders/" + UUID.randomUUID()).expect(404);
        client.get("/api/senders?retired=perhaps").expect(400);
    }

    @Test
    void one_call_points_a_number_here_at_twilio() {
        sync("senders");
        String id = list("/api/senders?kind=short_code").get(0).path("id").asText();
        JsonNode set = client.post("/api/senders/" + id + "/webhooks", FractalClient.object())
                .expect(200)
                .data();

        assertTrue(set.path("pointsHere").asBoolean(), set::toString);
        assertTrue(set.path("incomingUrl").asText().endsWith("/webhooks/twilio/incoming"), set::toString);
        sync("senders");
        assertTrue(client.get("/api/senders/" + id).data().path("pointsHere").asBoolean());
        String name = list("/api/senders?kind=alphanumeric").get(0).path("id").asText();
        assertEquals(
                "PROVIDER_REFUSED",
                error(client.post("/api/senders/" + name + "/webhooks", FractalClient.object())
                        .expect(422)));
    }

    @Test
    void a_default_sender_writes_to_its_country_until_it_is_taken_back() {
        sync("senders");
        JsonNode name = list("/api/senders?kind=alphanumeric").get(0);
        String path = "/api/senders/" + name.path("id").asText();
        put(path + "/default", FractalClient.object("channel", "SMS", "country", "AT"))
                .expect(200);
        try {
            assertEquals(
                    name.path("address"),
                    sms("+43664" + Handset.newNumber().substring(6, 13)).path("from"));
        } finally {
            client.send("DELETE", path + "/default", "", new byte[0]).expect(200);
        }
        put(path + "/default", FractalClient.object("channel", "WHATSAPP")).expect(422);
        put(path + "/default", FractalClient.object("country", "AT")).expect(422);
    }

    @Test
    void a_sender_is_named_and_paced() {
        sync("senders");
        String path = "/api/senders/"
                + list("/api/senders?kind=toll_free").get(0).path("id").asText();
        JsonNode changed = patch(path, FractalClient.object("label", "Hotline", "ratePerSecond", 2))
                .expect(200)
                .data();
        assertEquals("Hotline", changed.path("label").asText());
        assertEquals(2, changed.path("ratePerSecond").asInt());
        patch(path, FractalClient.object("ratePerSecond", -1)).expect(422);
        ObjectNode back = FractalClient.object();
        back.putNull("label").putNull("ratePerSecond");
        assertTrue(patch(path, back).expect(200).data().path("ratePerSecond").isNull());
    }

    private JsonNode sms(String to) {
        return client.post(
                        "/api/messages",
                        FractalClient.object("to", to, "channelType", "SMS", "body", Handset.text("Hello")))
                .expect(201)
                .data();
    }

    private Answer send(String to, String sid, String name) {
        ObjectNode body = FractalClient.object("to", to, "channelType", "WHATSAPP", "templateSid", sid);
        body.putObject("variables").put("1", name);
        return client.post("/api/messages", body);
    }

    private static ObjectNode draft(String name) {
        ObjectNode draft =
                FractalClient.object("name", name, "language", "en", "body", "Hello {{1}}, does it suit you?");
        draft.putObject("variables").put("1", "Marlene");
        draft.putArray("actions").addObject().put("title", "Yes").put("value", "yes");
        return draft;
    }

    private Answer put(String path, JsonNode body) {
        return client.send("PUT", path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Answer patch(String path, JsonNode body) {
        return client.send("PATCH", path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode sync(String what) {
        return client.send("POST", "/api/" + what + "/sync", "", new byte[0])
                .expect(200)
                .data();
    }

    private List<JsonNode> list(String path) {
        return FractalApi.list(client.get(path).expect(200).data());
    }

    private static String approval(JsonNode template) {
        return template.path("approval").path("status").asText();
    }

    private static String error(Answer answer) {
        return answer.json().path("error").path("code").asText();
    }
}
