package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.EventSocket;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.TwilioWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Conversations, threads, message lists and search as a client of the interface sees them. */
@ExtendWith(FractalExtension.class)
class ConversationsApiIT {

    private final RunningFractal fractal;
    private final FractalClient client;
    private final FractalApi api;
    private final String from = Handset.newNumber();
    private final String text = Handset.text("Wo bleibt meine Rechnung?");
    private String id;
    private String contactId;

    ConversationsApiIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.client = fractal.client();
        this.api = fractal.api();
    }

    @BeforeEach
    void somebodyHasWritten() {
        TwilioWebhooks twilio = fractal.twilio();
        twilio.post(TwilioWebhooks.INCOMING, twilio.sms(from, fractal.account().smsNumber(), text))
                .expect(200);
        JsonNode message = api.messagesWith(text).get(0);
        id = message.path("conversationId").asText();
        contactId = message.path("contactId").asText();
    }

    @Test
    void a_conversation_is_named_by_its_id_or_its_sid() {
        JsonNode conversation = api.conversation(id);
        String sid = conversation.path("sid").asText();

        assertEquals("CH" + id.replace("-", ""), sid);
        assertEquals(id, api.conversation(sid).path("id").asText());
        assertEquals(
                id, patch(sid + "/read", null).expect(200).data().path("id").asText());
        assertEquals(1, list("/api/messages?conversationId=" + sid).size());
        assertEquals(
                id,
                api.send(FractalClient.object("conversationId", sid, "body", "Sie ist unterwegs"))
                        .path("conversationId")
                        .asText());
        assertEquals(2, api.conversation(sid).path("messages").size());
        JsonNode older = client.get("/api/conversations/" + sid + "?before=2&limit=1")
                .expect(200)
                .data();
        assertEquals(1, older.path("messages").size());
        assertEquals(1, older.path("messages").path(0).path("sequence").asInt());
    }

    @Test
    void every_change_shows_and_is_told_once() {
        try (EventSocket socket = EventSocket.connect(fractal.signedIn())) {
            assertTrue(changed("archive", null).path("archived").asBoolean());
            assertFalse(changed("archive", FractalClient.object("archived", false))
                    .path("archived")
                    .asBoolean());
            assertTrue(changed("star", null).path("starred").asBoolean());
            assertEquals(0, changed("read", null).path("unreadCount").asInt());
            assertEquals(1, changed("unread", null).path("unreadCount").asInt());
            assertEquals("CLOSED", changed("close", null).path("state").asText());
            assertEquals("OPEN", changed("reopen", null).path("state").asText());
            JsonNode tagged = changed("tags", FractalClient.object("tags", List.of("Rechnung", "dringend")));
            assertEquals(2, tagged.path("tags").size());
            assertEquals(
                    1,
                    changed("tags", FractalClient.object("remove", List.of("Rechnung")))
                            .path("tags")
                            .size());
            changed("tags", FractalClient.object("remove", List.of("Rechnung")));

            socket.await(
                    "the last change",
                    frame -> frame.is("conversation:updated")
                            && frame.data().path("id").asText().equals(id)
                            && frame.data().path("tags").size() == 1);
            long told = socket.frames().stream()
                    .filter(frame -> frame.is("conversation:updated")
                            && frame.data().path("id").asText().equals(id))
                    .count();
            assertTrue(told <= 10, "nine changes, and perhaps the message before: " + told);
        }
    }

    @Test
    void a_snoozed_conversation_is_out_of_sight_until_it_is_due() {
        try (EventSocket socket = EventSocket.connect(fractal.signedIn())) {
            Instant until = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
            JsonNode snoozed = changed("snooze", FractalClient.object("until", until.toString()));

            assertFalse(snoozed.path("snoozedUntil").isNull());
            assertTrue(list("/api/conversations?snoozed=true&contactId=" + contactId)
                            .size()
                    == 1);
            assertTrue(
                    list("/api/conversations?view=all&contactId=" + contactId).isEmpty());
            socket.await(
                    "the conversation awake",
                    frame -> frame.is("conversation:updated")
                            && frame.data().path("id").asText().equals(id)
                            && frame.data().path("snoozedUntil").isNull()
                            && !frame.at().isBefore(until));
        }
        assertEquals(
                1, list("/api/conversations?view=all&contactId=" + contactId).size());
    }

    @Test
    void what_cannot_be_is_refused_with_the_field_that_is_wrong() {
        assertAll(
                () -> refused(422, "snooze", FractalClient.object("until", "2020-01-01T00:00:00Z"), "until"),
                () -> refused(422, "snooze", FractalClient.object(), "until"),
                () -> refused(422, "archive", FractalClient.object("archived", "yes"), "archived"),
                () -> refused(422, "star", FractalClient.object("stared", true), "stared"),
                () -> refused(422, "tags", FractalClient.object(), "tags"),
                () -> refused(422, "tags", FractalClient.object("tags", List.of("")), "tags"),
                () -> refused(422, "assign", FractalClient.object("assigneeId", id), "assigneeId"),
                () -> client.send("PATCH", "/api/conversations/" + id + "/archive", "text/plain", bytes("x"))
                        .expect(415),
                () -> client.send("PATCH", "/api/conversations/" + id + "/archive", "application/json", bytes("{"))
                        .expect(400),
                () -> patch(contactId + "/archive", null).expect(404),
                () -> patch("CH12/read", null).expect(400),
                () -> client.get("/api/conversations?starred=maybe").expect(400),
                () -> client.get("/api/conversations?view=all&archived=true").expect(400),
                () -> client.get("/api/messages?since=yesterday").expect(400),
                () -> client.get("/api/messages?sort=body").expect(400),
                () -> client.get("/api/search").expect(400),
                () -> client.get("/api/search?q=x&type=calls").expect(400),
                () -> client.post("/api/conversations", FractalClient.object()).expect(422),
                () -> client.post("/api/conversations", FractalClient.object("to", "12"))
                        .expect(422),
                () -> client.post("/api/conversations", FractalClient.object("contactId", id))
                        .expect(422));
    }

    @Test
    void a_conversation_is_begun_once_and_with_a_message_if_there_is_one() {
        String to = Handset.newNumber();

        Answer begun = client.post("/api/conversations", FractalClient.object("to", to))
                .expect(201);
        String begunId = begun.data().path("id").asText();
        assertEquals(
                "/api/conversations/" + begunId,
                begun.header("Location").orElse("").replaceFirst("^https?://[^/]+", ""));
        assertTrue(begun.data().path("message").isNull());
        assertEquals(
                begunId,
                client.post("/api/conversations", FractalClient.object("to", to))
                        .expect(200)
                        .data()
                        .path("id")
                        .asText());

        ObjectNode writing = FractalClient.object("to", to, "body", "Guten Tag", "channel", "sms");
        Answer written = client.post("/api/conversations", writing).expect(201);
        assertEquals(begunId, written.data().path("id").asText());
        assertEquals("Guten Tag", written.data().path("message").path("body").asText());
        assertEquals(
                written.data().path("message").path("id").asText(),
                written.data().path("lastMessageId").asText());
    }

    @Test
    void messages_are_narrowed_by_what_they_are() {
        JsonNode sent = api.reply(id, "Sie kam gestern");
        String of = "/api/messages?contactId=" + contactId;

        assertEquals(2, list(of).size());
        assertEquals(
                1,
                list(of + "&direction=INBOUND&channelType=sms&status=RECEIVED").size());
        assertEquals(1, list(of + "&q=kam+gest").size());
        assertEquals(0, list(of + "&until=2020-01-01T00:00:00Z").size());
        assertEquals(2, list(of + "&since=2020-01-01T00:00:00%2B02:00").size());
        assertEquals(
                sent.path("id").asText(),
                list(of + "&sort=createdAt").get(1).path("id").asText());
        JsonNode history =
                api.message(sent.path("id").asText()).path("statusHistory").path(0);
        assertTrue(history.hasNonNull("status") && history.hasNonNull("timestamp") && history.hasNonNull("rawPayload"));
        assertEquals("QUEUED", history.path("status").asText());
    }

    @Test
    void threads_have_contact_last_message_and_counts() {
        JsonNode thread =
                FractalApi.list(client.get("/api/threads?limit=100")
                                .expect(200)
                                .data()
                                .path("threads"))
                        .stream()
                        .filter(candidate -> candidate.path("id").asText().equals(id))
                        .findFirst()
                        .orElseThrow();

        assertAll(
                () -> assertEquals(contactId, thread.path("contact").path("id").asText()),
                () -> assertEquals(from, thread.path("contact").path("phone").asText()),
                () -> assertEquals(
                        text, thread.path("lastMessage").path("content").asText()),
                () -> assertEquals(
                        "sms", thread.path("lastMessage").path("channel").asText()),
                () -> assertTrue(thread.path("lastMessage").hasNonNull("timestamp")),
                () -> assertEquals(1, thread.path("messageCount").asInt()),
                () -> assertEquals(1, thread.path("unreadCount").asInt()),
                () -> assertTrue(thread.path("teamId").isNull()));
    }

    @Test
    void search_finds_messages_people_and_conversations() {
        List<JsonNode> messages = list("/api/search?type=messages&q=" + FractalClient.encode(text));
        assertEquals(1, messages.size());
        assertEquals(id, messages.get(0).path("conversationId").asText());
        JsonNode mark = messages.get(0).path("highlights").path(0);
        assertTrue(mark.path("length").asInt() > 0, messages::toString);

        List<JsonNode> people = list("/api/search?type=contacts,conversations&q=" + FractalClient.encode(from));
        assertEquals(
                List.of("CONTACT", "CONVERSATION"),
                people.stream().map(hit -> hit.path("type").asText()).sorted().toList());
    }

    private void refused(int status, String path, JsonNode body, String field) {
        Answer answer = patch(id + "/" + path, body).expect(status);
        List<String> fields = FractalApi.list(answer.json().path("error").path("details")).stream()
                .map(detail -> detail.path("field").asText())
                .toList();
        assertTrue(fields.contains(field), answer::toString);
    }

    private JsonNode changed(String path, JsonNode body) {
        return patch(id + "/" + path, body).expect(200).data();
    }

    private Answer patch(String path, JsonNode body) {
        return body == null
                ? client.send("PATCH", "/api/conversations/" + path, "", new byte[0])
                : client.send("PATCH", "/api/conversations/" + path, "application/json", bytes(body.toString()));
    }

    private List<JsonNode> list(String path) {
        return FractalApi.list(client.get(path).expect(200).data());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
