package io.fractal.endtoend;

import static io.fractal.product.FractalClient.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.TwilioWebhooks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contacts and their consents as an integrator works with them. */
@ExtendWith(FractalExtension.class)
class ContactsIT {

    private final RunningFractal fractal;
    private final FractalClient client;
    private final FractalApi api;
    private final TwilioWebhooks twilio;
    private final String number = Handset.newNumber();
    private final String name = Handset.text("Anna");

    ContactsIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.client = fractal.client();
        this.api = fractal.api();
        this.twilio = fractal.twilio();
    }

    @Test
    void a_contact_is_made_read_changed_and_guarded_against_older_views() {
        Answer made = client.post(
                        "/api/contacts",
                        object(
                                "name",
                                name,
                                "email",
                                "anna@example.org",
                                "tags",
                                List.of("vip"),
                                "metadata",
                                Map.of("crmId", "4711"),
                                "channels",
                                List.of(Map.of("type", "sms", "identifier", number.replace("+49", "0")))))
                .expect(201);
        String id = made.data().path("id").asText();
        assertTrue(made.header("Location").orElseThrow().endsWith("/api/contacts/" + id), made::toString);
        JsonNode channel = made.data().path("channels").path(0);
        assertEquals("SMS", channel.path("type").asText());
        assertEquals(number, channel.path("identifier").asText());
        assertTrue(channel.path("isPrimary").asBoolean());
        assertEquals("4711", made.data().path("metadata").path("crmId").asText());

        Answer read = client.get("/api/contacts/" + id).expect(200);
        String tag = read.header("ETag").orElseThrow();
        client.with("If-None-Match", tag).get("/api/contacts/" + id).expect(304);
        assertEquals(
                "Anna S.",
                patch(client.with("If-Match", tag), "/api/contacts/" + id, object("name", "Anna S."))
                        .expect(200)
                        .data()
                        .path("name")
                        .asText());
        patch(client.with("If-Match", tag), "/api/contacts/" + id, object("name", "Anna T."))
                .expect(412);
        JsonNode kept = client.get("/api/contacts/" + id).data();
        assertEquals("Anna S.", kept.path("name").asText());
        assertEquals("anna@example.org", kept.path("email").asText());

        JsonNode replaced = send("PUT", client, "/api/contacts/" + id, object("name", name))
                .expect(200)
                .data();
        assertTrue(replaced.path("email").isNull());
        assertEquals(1, replaced.path("channels").size());
    }

    @Test
    void bad_input_is_refused_with_every_field_named_and_a_taken_address_with_its_owner() {
        String owner = create(number);
        Answer wrong = client.post(
                        "/api/contacts",
                        object(
                                "name",
                                "x".repeat(201),
                                "email",
                                "nobody",
                                "channels",
                                List.of(Map.of("type", "SMS", "identifier", "12"))))
                .expect(422);
        assertEquals(List.of("name", "email", "channels[0].identifier"), fields(wrong));

        Answer taken = client.post(
                        "/api/contacts",
                        object("name", "B", "channels", List.of(Map.of("type", "WHATSAPP", "identifier", number))))
                .expect(409);
        assertEquals("ADDRESS_TAKEN", taken.json().path("error").path("code").asText());
        assertTrue(taken.text().contains(owner), taken::toString);

        client.post("/api/contacts", object("name", "B", "phone", "1")).expect(422);
        client.get("/api/contacts?sort=age").expect(400);
        client.get("/api/contacts?colour=red").expect(400);
        client.get("/api/contacts/" + UUID.randomUUID()).expect(404);
        client.get("/api/contacts/nobody").expect(400);
        patch(client, "/api/contacts/" + owner, object("tags", "vip")).expect(422);
    }

    @Test
    void the_same_key_makes_one_contact() {
        FractalClient keyed = client.with("Idempotency-Key", name);
        String first = keyed.post("/api/contacts", object("name", name))
                .expect(201)
                .data()
                .path("id")
                .asText();
        assertEquals(
                first,
                keyed.post("/api/contacts", object("name", name))
                        .expect(201)
                        .data()
                        .path("id")
                        .asText());
        assertEquals(1, list("q=" + FractalClient.encode(name)).size());
    }

    @Test
    void addresses_and_notes_come_and_go() {
        String id = create(number);
        JsonNode two = client.post(
                        "/api/contacts/" + id + "/channels",
                        object("type", "WHATSAPP", "identifier", "BR.1A2B" + number.substring(1), "isPrimary", true))
                .expect(201)
                .data();
        String added = two.path("channels").path(0).path("id").asText();
        assertEquals("WHATSAPP", two.path("channels").path(0).path("type").asText());
        patch(client, "/api/contacts/" + id + "/channels/" + added, object("isVerified", true))
                .expect(200);
        JsonNode one = client.send("DELETE", "/api/contacts/" + id + "/channels/" + added, "", new byte[0])
                .expect(200)
                .data();
        assertEquals(1, one.path("channels").size());
        client.send("DELETE", "/api/contacts/" + id + "/channels/" + added, "", new byte[0])
                .expect(404);

        String note = client.post("/api/contacts/" + id + "/notes", object("body", "Likes tea"))
                .expect(201)
                .data()
                .path("id")
                .asText();
        assertEquals(
                "Likes tea",
                client.get("/api/contacts/" + id + "/notes")
                        .expect(200)
                        .data()
                        .path(0)
                        .path("body")
                        .asText());
        assertEquals(
                1, client.get("/api/contacts/" + id).data().path("notesCount").asInt());
        fractal.signedIn()
                .send("DELETE", "/api/contacts/" + id + "/notes/" + note, "", new byte[0])
                .expect(403);
        client.send("DELETE", "/api/contacts/" + id + "/notes/" + note, "", new byte[0])
                .expect(200);
    }

    @Test
    void a_stop_is_in_force_at_once_and_shows_the_message_that_caused_it() {
        String text = Handset.text("Hello");
        twilio.post(TwilioWebhooks.INCOMING, twilio.whatsApp(number, whatsAppNumber(), text, name))
                .expect(200);
        String id = api.awaitMessageWith(text).path("contactId").asText();
        twilio.post(TwilioWebhooks.INCOMING, twilio.whatsApp(number, whatsAppNumber(), " Stopp! ", name))
                .expect(200);

        JsonNode consent = client.get("/api/contacts/" + id + "/consents")
                .expect(200)
                .data()
                .path(0);
        assertEquals("REVOKED", consent.path("state").asText());
        assertEquals("KEYWORD", consent.path("source").asText());
        assertEquals(
                " Stopp! ",
                api.message(consent.path("messageId").asText()).path("body").asText());
        assertTrue(ids("consent=revoked&q=" + FractalClient.encode(number)).contains(id));

        client.post(
                        "/api/contacts/" + id + "/consents",
                        object("channel", "whatsapp", "state", "granted", "note", "On the phone"))
                .expect(200);
        Answer history = client.get("/api/contacts/" + id + "/consents/history").expect(200);
        assertEquals("GRANTED", history.data().path(0).path("state").asText());
        assertEquals("On the phone", history.data().path(0).path("note").asText());
        assertEquals("STOP", history.data().path(1).path("keyword").asText());
        client.post("/api/contacts/" + id + "/consents", object("channel", "whatsapp"))
                .expect(422);
        client.post("/api/contacts/" + id + "/consents", object("channel", "email", "state", "granted"))
                .expect(422);
    }

    @Test
    void merged_contacts_are_one_and_the_old_id_tells_of_the_new() {
        String other = Handset.newNumber();
        String text = Handset.text("Hello");
        twilio.post(TwilioWebhooks.INCOMING, twilio.sms(number, smsNumber(), text + " a"))
                .expect(200);
        twilio.post(TwilioWebhooks.INCOMING, twilio.sms(other, smsNumber(), text + " b"))
                .expect(200);
        String first = exactly(text + " a").path("contactId").asText();
        String second = exactly(text + " b").path("contactId").asText();

        JsonNode merged = client.post("/api/contacts/" + first + "/merge", object("contactId", second, "into", second))
                .expect(200)
                .data();

        assertEquals(second, merged.path("id").asText());
        assertEquals(2, merged.path("channels").size());
        Answer gone = client.get("/api/contacts/" + first).expect(404);
        assertEquals("CONTACT_MERGED", gone.json().path("error").path("code").asText());
        assertTrue(gone.text().contains(second), gone::toString);
        twilio.post(TwilioWebhooks.INCOMING, twilio.sms(number, smsNumber(), text + " c"))
                .expect(200);
        assertEquals(second, exactly(text + " c").path("contactId").asText());
        assertEquals(
                1,
                api.messagesWith(text).stream()
                        .map(message -> message.path("conversationId").asText())
                        .distinct()
                        .count());
    }

    @Test
    void a_deleted_contact_is_gone_and_whoever_writes_again_is_somebody_new() {
        String text = Handset.text("Hello");
        twilio.post(TwilioWebhooks.INCOMING, twilio.whatsApp(number, whatsAppNumber(), text, name))
                .expect(200);
        String id = api.awaitMessageWith(text).path("contactId").asText();

        client.send("DELETE", "/api/contacts/" + id + "?messages=redact", "", new byte[0])
                .expect(200);

        client.get("/api/contacts/" + id).expect(404);
        assertTrue(list("q=" + FractalClient.encode(number)).isEmpty());
        assertTrue(api.messagesWith(text).isEmpty());
        twilio.post(TwilioWebhooks.INCOMING, twilio.whatsApp(number, whatsAppNumber(), text + " again", name))
                .expect(200);
        assertFalse(exactly(text + " again").path("contactId").asText().equals(id));
    }

    @Test
    void what_is_exported_can_be_imported_again() {
        String tag = "t" + number.substring(6);
        byte[] file = ("\uFEFFname;phone;tags;metadata\n=1+1;" + number + ";" + tag + "|x;\n"
                        + "Bert;12;" + tag + ";\n"
                        + "Carl;" + Handset.newNumber() + ";" + tag + ";[]\n")
                .getBytes(StandardCharsets.UTF_8);

        JsonNode dry = client.send("POST", "/api/contacts/import?dryRun=true", "text/csv", file)
                .expect(200)
                .data();
        assertEquals(1, dry.path("created").asInt());
        assertTrue(list("tag=" + tag).isEmpty());
        JsonNode report = client.send("POST", "/api/contacts/import", "text/csv", file)
                .expect(200)
                .data();
        assertEquals(1, report.path("created").asInt());
        assertEquals(2, report.path("failed").asInt());
        assertEquals(3, report.path("errors").path(0).path("row").asInt());
        assertEquals("phone", report.path("errors").path(0).path("column").asText());
        assertEquals("metadata", report.path("errors").path(1).path("column").asText());

        Answer exported = client.get("/api/contacts/export?tag=" + tag).expect(200);
        assertTrue(exported.header("Content-Type").orElseThrow().startsWith("text/csv"), exported::toString);
        assertTrue(exported.text().contains(",'=1+1,"), exported::toString);
        assertTrue(exported.text().contains(",'" + number + ","), exported::toString);
        JsonNode again = client.send(
                        "POST",
                        "/api/contacts/import?mode=update",
                        "text/csv",
                        exported.text().getBytes(StandardCharsets.UTF_8))
                .expect(200)
                .data();
        assertEquals(1, again.path("updated").asInt());
        JsonNode kept = list("tag=" + tag).get(0);
        assertEquals("=1+1", kept.path("name").asText());
        assertEquals(1, kept.path("channels").size());

        client.send("POST", "/api/contacts/import", "text/csv", "mobile\n1\n".getBytes(StandardCharsets.UTF_8))
                .expect(422);
        Answer refused =
                client.post("/api/contacts/import", object("name", "A")).expect(415);
        assertTrue(refused.text().contains("text/csv"), refused::toString);
    }

    @Test
    void consents_go_out_with_an_export_and_come_in_with_an_import() {
        String tag = "c" + number.substring(6);
        String other = Handset.newNumber();
        String file = "name,phone,tags,consents\nAnna," + number + "|" + other + "," + tag + ",SMS:GRANTED:" + number
                + "|SMS:REVOKED:" + other + "\n";
        importing(file);
        String exported =
                client.get("/api/contacts/export?tag=" + tag).expect(200).text();
        String id = list("tag=" + tag).get(0).path("id").asText();
        assertEquals(Map.of(number, "GRANTED", other, "REVOKED"), consents(id));

        String first = Handset.newNumber();
        String second = Handset.newNumber();
        String moved = exported.replace(id, "")
                .replace(number, first)
                .replace(other, second)
                .replace(tag, tag + "-again");
        importing(moved);

        String again = list("tag=" + tag + "-again").get(0).path("id").asText();
        assertEquals(Map.of(first, "GRANTED", second, "REVOKED"), consents(again));
        String line = client.get("/api/contacts/export?tag=" + tag + "-again")
                .expect(200)
                .text()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertTrue(
                line.contains("SMS:GRANTED:" + first) && line.contains("SMS:REVOKED:" + second),
                "as it came in: " + line);
        JsonNode wrong = importing("name,phone,consents\nBert," + Handset.newNumber() + ",SMS:PERHAPS\n");
        assertEquals("consents", wrong.path("errors").path(0).path("column").asText());
    }

    private JsonNode importing(String csv) {
        return client.send("POST", "/api/contacts/import", "text/csv", csv.getBytes(StandardCharsets.UTF_8))
                .expect(200)
                .data();
    }

    private Map<String, String> consents(String contact) {
        return FractalApi.list(client.get("/api/contacts/" + contact + "/consents")
                        .expect(200)
                        .data())
                .stream()
                .collect(Collectors.toMap(
                        consent -> consent.path("identifier").asText(),
                        consent -> consent.path("state").asText()));
    }

    @Test
    void a_contact_is_made_and_changed_by_its_phone_number_alone() {
        JsonNode made = client.post(
                        "/api/contacts", object("name", name, "phone", number, "whatsapp", "whatsapp:" + number))
                .expect(201)
                .data();
        assertEquals(2, made.path("channels").size());
        assertEquals(number, made.path("phone").asText());
        assertEquals(number, made.path("whatsapp").asText());
        String path = "/api/contacts/" + made.path("id").asText();
        String next = Handset.newNumber();
        JsonNode changed =
                patch(client, path, object("phone", next)).expect(200).data();
        assertEquals("SMS", changed.path("channels").path(0).path("type").asText());
        assertEquals(next, changed.path("channels").path(0).path("identifier").asText());
        assertEquals(next, changed.path("phone").asText());
        assertEquals(number, changed.path("channels").path(1).path("identifier").asText());

        Answer both = patch(client, path, object("phone", next, "channels", List.of()))
                .expect(422);
        assertTrue(both.text().contains("phone"), both::toString);
        Answer wrong = patch(client, path, object("phone", "12")).expect(422);
        assertTrue(wrong.text().contains("\"phone\""), wrong::toString);
    }

    /** The search finds words; these texts differ in what it passes over. */
    private JsonNode exactly(String body) {
        return Deadline.await(
                        "the message '" + body + "'",
                        () -> api.messagesWith(text(body)).stream()
                                .filter(message ->
                                        body.equals(message.path("body").asText()))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private static String text(String body) {
        return body.substring(0, body.lastIndexOf(' '));
    }

    private String create(String at) {
        return client.post(
                        "/api/contacts",
                        object("name", name, "channels", List.of(Map.of("type", "SMS", "identifier", at))))
                .expect(201)
                .data()
                .path("id")
                .asText();
    }

    private List<JsonNode> list(String query) {
        return FractalApi.list(client.get("/api/contacts?" + query).expect(200).data());
    }

    private List<String> ids(String query) {
        return list(query).stream().map(contact -> contact.path("id").asText()).toList();
    }

    private static List<String> fields(Answer refused) {
        return FractalApi.list(refused.json().path("error").path("details")).stream()
                .map(detail -> detail.path("field").asText())
                .toList();
    }

    private static Answer patch(FractalClient client, String path, JsonNode body) {
        return send("PATCH", client, path, body);
    }

    private static Answer send(String method, FractalClient client, String path, JsonNode body) {
        return client.send(method, path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String smsNumber() {
        return fractal.account().smsNumber();
    }

    private String whatsAppNumber() {
        return fractal.account().whatsAppNumber();
    }
}
