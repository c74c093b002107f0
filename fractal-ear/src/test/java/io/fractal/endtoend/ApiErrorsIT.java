package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request: the same envelope, a helpful word, nothing stored, and nothing of the inside let out. */
@ExtendWith(FractalExtension.class)
class ApiErrorsIT {

    private static final String JSON = "application/json";

    private final RunningFractal fractal;

    ApiErrorsIT(RunningFractal fractal) {
        this.fractal = fractal;
    }

    static Stream<Arguments> wrongRequests() {
        String nowhere = UUID.randomUUID().toString();
        return Stream.of(
                wrong("not JSON", 400, "POST", "/api/messages", JSON, "{\"to\":"),
                wrong("JSON of another shape", 400, "POST", "/api/messages", JSON, "[1,2]"),
                wrong("an unknown query parameter", 400, "GET", "/api/messages?colour=red", "", ""),
                wrong("a page that is no number", 400, "GET", "/api/messages?page=first", "", ""),
                wrong("a limit out of bounds", 400, "GET", "/api/messages?limit=100000", "", ""),
                wrong("an unknown view", 400, "GET", "/api/conversations?view=sideways", "", ""),
                wrong("a search among nothing", 400, "GET", "/api/search?q=hello&type=,,", "", ""),
                wrong("a parameter within the path", 400, "GET", "/api/messages;status=SENT", "", ""),
                wrong("an unknown path", 404, "GET", "/api/nothing-here", "", ""),
                wrong("an unknown message", 404, "GET", "/api/messages/" + nowhere, "", ""),
                wrong("an unknown conversation", 404, "GET", "/api/conversations/" + nowhere, "", ""),
                wrong("an id that is none", 400, "GET", "/api/messages/not-an-id", "", ""),
                wrong(
                        "a reply to nowhere",
                        422,
                        "POST",
                        "/api/messages",
                        JSON,
                        "{\"conversationId\":\"" + nowhere + "\",\"body\":\"hello\"}"),
                wrong("a wrong method", 405, "DELETE", "/api/conversations", "", ""),
                wrong(
                        "too large a body",
                        413,
                        "POST",
                        "/api/messages",
                        JSON,
                        "{\"to\":\"+491715000000\",\"channelType\":\"SMS\",\"body\":\"" + "x".repeat(3_000_000)
                                + "\"}"),
                wrong("another media type", 415, "POST", "/api/messages", "text/plain", "hello"),
                wrong(
                        "no text",
                        422,
                        "POST",
                        "/api/messages",
                        JSON,
                        "{\"to\":\"+491715000000\",\"channelType\":\"SMS\"}"),
                wrong("no recipient", 422, "POST", "/api/messages", JSON, "{\"body\":\"hello\"}"),
                wrong(
                        "a number that is none",
                        422,
                        "POST",
                        "/api/messages",
                        JSON,
                        "{\"to\":\"12\",\"channelType\":\"SMS\",\"body\":\"hello\"}"),
                wrong(
                        "an unknown channel",
                        422,
                        "POST",
                        "/api/messages",
                        JSON,
                        "{\"to\":\"+491715000000\",\"channelType\":\"PIGEON\",\"body\":\"hello\"}"),
                wrong(
                        "too long a text",
                        422,
                        "POST",
                        "/api/messages",
                        JSON,
                        "{\"to\":\"+491715000000\",\"channelType\":\"SMS\",\"body\":\"" + "x".repeat(1601) + "\"}"),
                wrong(
                        "a character that no database keeps",
                        400,
                        "POST",
                        "/api/messages",
                        JSON,
                        "{\"to\":\"+491715000000\",\"channelType\":\"SMS\",\"body\":\"a\\u0000b\"}"));
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @MethodSource("wrongRequests")
    void is_told_in_one_shape_and_leaves_no_trace(
            String what, int status, String method, String path, String contentType, String body) {
        long before = fractal.api().storedMessages();

        Answer answer = fractal.client().send(method, path, contentType, body.getBytes(StandardCharsets.UTF_8));

        answer.expect(status);
        assertIsErrorEnvelope(answer);
        assertEquals(before, fractal.api().storedMessages());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/messages?cursor=%21",
                "/api/messages?cursor=WyJub3QgYSBjdXJzb3IiXQ",
                "/api/contacts?cursor=bm90IEpTT04",
                "/api/conversations?cursor=0"
            })
    void a_cursor_that_is_none_of_ours_is_malformed(String path) {
        Answer answer = fractal.client().get(path).expect(400);

        assertIsErrorEnvelope(answer);
        assertEquals("cursor", answer.json().at("/error/details/0/field").asText(), answer::toString);
    }

    @Test
    void a_cursor_leads_on_only_in_the_list_it_came_from() {
        String cursor = fractal.client()
                .get("/api/messages?limit=1")
                .expect(200)
                .json()
                .at("/meta/pagination/nextCursor")
                .asText();

        fractal.client().get("/api/messages?limit=1&cursor=" + cursor).expect(200);
        assertIsErrorEnvelope(
                fractal.client().get("/api/contacts?cursor=" + cursor).expect(400));
    }

    @Test
    void what_the_caller_has_already_is_not_sent_and_what_he_has_not_seen_is_not_changed() {
        FractalClient client = fractal.client();
        String path = "/api/contacts/"
                + client.get("/api/contacts?limit=1")
                        .expect(200)
                        .data()
                        .path(0)
                        .path("id")
                        .asText();
        Answer contact = client.get(path).expect(200);
        String tag = contact.header("ETag").orElseThrow();
        byte[] change = FractalClient.object("name", "Somebody else").toString().getBytes(StandardCharsets.UTF_8);

        Answer unchanged = client.with("If-None-Match", tag).get(path).expect(304);
        assertEquals(0, unchanged.bytes().length);
        assertEquals(tag, unchanged.header("ETag").orElse(""));
        for (String seen : new String[] {"\"0\"", "nonsense", "W/" + tag}) {
            Answer refused = client.with("If-Match", seen).send("PATCH", path, JSON, change);
            assertIsErrorEnvelope(refused.expect(412));
            assertEquals("PRECONDITION_FAILED", refused.json().at("/error/code").asText());
        }
        assertEquals(contact.data(), client.get(path).expect(200).data());
    }

    @Test
    void nobody_in_particular_is_answered_with_401() {
        Answer answer = fractal.anonymous().get("/api/conversations").expect(401);

        assertIsErrorEnvelope(answer);
    }

    @Test
    void a_wrong_key_is_answered_with_401() {
        assertIsErrorEnvelope(fractal.anonymous()
                .with("X-API-Key", "fk_wrong")
                .get("/api/messages")
                .expect(401));
        assertIsErrorEnvelope(fractal.anonymous()
                .with("Authorization", "Bearer fk_wrong")
                .get("/api/messages")
                .expect(401));
    }

    @Test
    void the_key_is_taken_as_a_bearer_too() {
        fractal.anonymous()
                .with("Authorization", "Bearer " + RunningFractal.API_KEY)
                .get("/api/messages")
                .expect(200);
    }

    @Test
    void wrong_fields_are_named_all_at_once() {
        Answer answer = fractal.client()
                .post("/api/messages", FractalClient.object("to", "+491715000000", "channelType", "PIGEON", "body", ""))
                .expect(422);

        var fields = FractalApi.list(answer.json().path("error").path("details")).stream()
                .map(detail -> detail.path("field").asText())
                .toList();
        assertTrue(fields.contains("channelType"), answer::toString);
        assertTrue(fields.contains("body"), answer::toString);
    }

    @Test
    void lists_say_where_one_is_in_them() {
        JsonNode pagination = fractal.client()
                .get("/api/messages?page=2&limit=10")
                .expect(200)
                .json()
                .path("meta")
                .path("pagination");

        assertEquals(2, pagination.path("page").asInt());
        assertEquals(10, pagination.path("limit").asInt());
        assertTrue(pagination.path("total").asLong() > 20);
    }

    private static void assertIsErrorEnvelope(Answer answer) {
        JsonNode error = answer.json().path("error");
        String all = answer.text();
        assertAll(
                () -> assertTrue(answer.header("Content-Type").orElse("").startsWith(JSON), answer::toString),
                () -> assertTrue(answer.json().path("success").isBoolean(), answer::toString),
                () -> assertFalse(answer.json().path("success").asBoolean(), answer::toString),
                () -> assertTrue(error.path("code").asText().matches("[A-Z][A-Z0-9_]+"), answer::toString),
                () -> assertFalse(error.path("message").asText().isBlank(), answer::toString),
                () -> assertTrue(error.path("details").isArray(), answer::toString),
                () -> assertEquals(
                        answer.header("X-Request-Id").orElse("missing"),
                        error.path("requestId").asText()),
                () -> assertFalse(all.matches("(?s).*(\\tat |Exception|org\\.|jakarta\\.|SQL).*"), answer::toString));
    }

    private static Arguments wrong(
            String what, int status, String method, String path, String contentType, String body) {
        return Arguments.of(what, status, method, path, contentType, body);
    }
}
