package io.fractal.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import io.fractal.servers.FreshDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Whatever is wrong with a change: the right status, the fields by name, nothing of the inside, and nothing written. */
class RefusalsIT {

    private static final String JSON = "application/json";
    private static final List<String> COUNTED =
            List.of("/api/contacts", "/api/conversations", "/api/messages", "/api/templates", "/api/unassigned");

    private static FreshDatabase database;
    private static RunningFractal fractal;
    private static Description description;
    private static OtherWorkspace other;

    /** The id of something in the inbox, by the beginning of the paths it belongs in. */
    private static Map<String, String> ids;

    @BeforeAll
    static void start() throws Exception {
        database = FreshDatabase.start();
        fractal = RunningFractal.start(FractalExtension.newHome("refusals"), Map.of("DATABASE_URL", database.url()));
        description = new Description(fractal.anonymous()
                .with("Accept", JSON)
                .get("/openapi")
                .expect(200)
                .json());
        other = OtherWorkspace.in(database);
        fractal.client().send("POST", "/api/templates/sync", "", new byte[0]).expect(200);
        ids = Map.of(
                "/api/contacts/", first("/api/contacts"),
                "/api/conversations/", first("/api/conversations"),
                "/api/messages/", first("/api/messages?direction=OUTBOUND"),
                "/api/templates/", first("/api/templates"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (fractal != null) {
            fractal.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> bodies_that_cannot_be_read_are_refused() {
        return bodies().map(operation -> dynamicTest(operation.toString(), () -> {
            byte[] text = operation.bodySchema().toString().getBytes(StandardCharsets.UTF_8);
            assertAll(
                    refused(operation, "not JSON", 400, JSON, bytes("{\"a\":")),
                    refused(operation, "no object", 400, JSON, bytes("[1]")),
                    refused(operation, "no UTF-8", 400, JSON, latin("{\"a\":\"\u00c3(\"}")),
                    refused(operation, "a NUL", 400, JSON, bytes("{\"a\":\"x\\u0000\"}")),
                    refused(operation, "a field twice", 400, JSON, bytes("{\"a\":1,\"a\":2}")),
                    refused(
                            operation,
                            "too deep",
                            400,
                            JSON,
                            bytes("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}")),
                    refused(
                            operation,
                            "too large",
                            413,
                            JSON,
                            bytes("{\"a\":\"" + "x".repeat(tooMany(operation)) + "\"}")),
                    refused(operation, "another media type", 415, "text/plain", text));
        }));
    }

    @TestFactory
    Stream<DynamicTest> bodies_that_must_be_there_may_not_be_missing() {
        return bodies().filter(operation ->
                        operation.node().path("requestBody").path("required").asBoolean())
                .map(operation -> dynamicTest(
                        operation.toString(),
                        () -> refused(operation, "nothing", 400, "", new byte[0])
                                .execute()));
    }

    @TestFactory
    Stream<DynamicTest> fields_of_the_wrong_type_are_named() {
        return bodies().map(operation -> dynamicTest(operation.toString(), () -> {
            JsonNode properties = description.target(operation.bodySchema()).path("properties");
            assertAll(properties.properties().stream().map(field -> () -> {
                Object wrong = "object".equals(field.getValue().path("type").asText())
                        ? List.of(1)
                        : Map.of("wrong", List.of(1));
                assertNamed(operation, field.getKey(), FractalClient.object(field.getKey(), wrong));
            }));
            assertNamed(operation, "colour", FractalClient.object("colour", "red"));
        }));
    }

    @TestFactory
    Stream<DynamicTest> fields_that_must_be_there_may_not_be_null() {
        return bodies().map(operation -> dynamicTest(operation.toString(), () -> {
            JsonNode schema = description.target(operation.bodySchema());
            assertAll(FractalApi.list(schema.path("required")).stream()
                    .filter(field -> !mayBeNull(schema.path("properties").path(field.asText())))
                    .map(field -> () -> {
                        ObjectNode body = example(operation).deepCopy();
                        assertNamed(operation, field.asText(), body.putNull(field.asText()));
                    }));
        }));
    }

    private static boolean mayBeNull(JsonNode schema) {
        return description.violations(schema, NullNode.getInstance()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> ids_that_are_blank_are_refused() {
        return description.operations().stream()
                .filter(operation -> operation.path().contains("{"))
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    byte[] body = operation.takesJson() ? bytes(example(operation)) : new byte[0];
                    assertRefused(
                            400,
                            () -> fractal.client()
                                    .send(
                                            operation.method(),
                                            operation.path().replaceAll("\\{\\w+}", "%20"),
                                            body.length == 0 ? "" : JSON,
                                            body));
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_belongs_to_another_workspace_is_not_there() {
        Map<String, String> theirs = Map.of(
                "/api/contacts/", other.contactId().toString(),
                "/api/conversations/", other.conversationId().toString(),
                "/api/messages/", other.messageId().toString());
        return description.operations().stream()
                .filter(operation -> operation.path().contains("{") && owner(operation, theirs) != null)
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    String path = new Operation(
                                    operation.method(), operation.pathTo(owner(operation, theirs)), operation.node())
                            .inventedPath();
                    String wanted = example(operation).toString();
                    byte[] body = operation.takesJson() ? bytes(wanted) : new byte[0];
                    assertRefused(
                            404,
                            () -> fractal.client().send(operation.method(), path, body.length == 0 ? "" : JSON, body));
                }));
    }

    /** Unknown, or another workspace's: told as the field that names it, while what the path names is not there. */
    @TestFactory
    Stream<DynamicTest> what_a_body_names_and_nobody_has_is_refused_by_its_field() {
        String nobody = "01890000-0000-7000-8000-000000000000";
        String known = ids.get("/api/contacts/");
        String to = "+4915799912345";
        List<Named> cases = new ArrayList<>();
        for (String path : List.of("/api/messages", "/api/messages/preview")) {
            for (String id : List.of(nobody, other.conversationId().toString())) {
                cases.add(new Named("POST", path, "conversationId", object("conversationId", id, "body", "Hello")));
            }
            for (String id : List.of(nobody, other.contactId().toString())) {
                cases.add(new Named("POST", path, "contactId", object("contactId", id, "body", "Hello")));
            }
            cases.add(new Named("POST", path, "templateSid", object("to", to, "templateSid", nobody)));
            cases.add(new Named("POST", path, "senderId", message("senderId", nobody)));
        }
        cases.add(new Named("POST", "/api/messages", "mediaIds", message("mediaIds", List.of(nobody))));
        cases.add(new Named(
                "POST",
                "/api/messages/template",
                "templateSid",
                object("contactId", known, "templateSid", "HX" + "0".repeat(32))));
        cases.add(new Named("POST", "/api/conversations", "contactId", object("contactId", nobody)));
        cases.add(new Named("POST", "/api/conversations", "contactId", object("contactId", nobody, "body", "Hello")));
        for (Map.Entry<String, String> wrong :
                Map.of("templateSid", nobody, "senderId", nobody).entrySet()) {
            ObjectNode job = object("recipients", List.of(object("to", to)), wrong.getKey(), wrong.getValue());
            if (wrong.getKey().equals("senderId")) {
                job.put("body", "Hello");
            }
            cases.add(new Named("POST", "/api/messages/bulk", wrong.getKey(), job));
        }
        for (String id : List.of(nobody, other.contactId().toString())) {
            String merge = "/api/contacts/" + known + "/merge";
            cases.add(new Named("POST", merge, "contactId", object("contactId", id)));
            cases.add(new Named("POST", merge, "contactIds[0]", object("contactIds", List.of(id))));
            cases.add(new Named("POST", merge, "into", object("into", id)));
        }
        cases.add(new Named(
                "POST",
                "/api/contacts/" + known + "/consents",
                "channelId",
                object("channelId", nobody, "state", "GRANTED")));
        cases.add(new Named(
                "PATCH",
                "/api/conversations/" + ids.get("/api/conversations/") + "/assign",
                "assigneeId",
                object("assigneeId", nobody)));
        return cases.stream()
                .map(named -> dynamicTest(named.toString(), () -> {
                    Answer refused = assertRefused(
                            422,
                            () -> fractal.client()
                                    .send(
                                            named.method(),
                                            named.path(),
                                            JSON,
                                            bytes(named.body().toString())));
                    assertEquals(List.of(named.field()), fields(refused));
                }));
    }

    @Test
    void what_the_path_names_and_nobody_has_is_not_there_whatever_the_body_names() {
        String nobody = "/api/contacts/01890000-0000-7000-8000-000000000000";
        assertRefused(
                404, () -> fractal.client().post(nobody + "/merge", object("contactId", ids.get("/api/contacts/"))));
        assertRefused(
                404,
                () -> fractal.client().post(nobody + "/consents", object("channelType", "SMS", "state", "GRANTED")));
    }

    /** A body that names in a field what is not there. */
    private record Named(String method, String path, String field, JsonNode body) {

        @Override
        public String toString() {
            return method + " " + path + " " + field;
        }
    }

    private static ObjectNode object(Object... namesAndValues) {
        return FractalClient.object(namesAndValues);
    }

    @Test
    void what_cannot_be_sent_is_refused_by_field() {
        assertAll(
                () -> assertUnsendable("to", message("to", "12")),
                () -> assertUnsendable("to", message("to", "+49 not a number")),
                () -> assertUnsendable("channelType", message("channelType", "PIGEON")),
                () -> assertUnsendable("body", message("body", "x".repeat(1601))),
                () -> assertUnsendable(
                        "scheduledAt",
                        message("scheduledAt", Instant.now().minusSeconds(3600).toString())),
                () -> assertUnsendable("scheduledAt", message("scheduledAt", "tomorrow")),
                () -> assertUnsendable("metadata", message("metadata", Map.of("a", new BigDecimal("1e200000")))),
                () -> assertUnsendable("mediaUrls", message("mediaUrls", List.of("file:///etc/passwd"))),
                () -> assertUnsendable("mediaUrls", message("mediaUrls", List.of("http://localhost:3000/a.jpg"))),
                () -> assertUnsendable("mediaUrls", message("mediaUrls", List.of("no address"))));
    }

    @Test
    void a_file_that_is_not_what_it_says_is_not_kept() {
        assertRefused(422, () -> fractal.client().send("POST", "/api/media", "image/png", bytes("%PDF-1.4\n%%EOF\n")));
    }

    /** Lists of recipients may be longer than anything else. */
    private static int tooMany(Operation operation) {
        return operation.path().endsWith("/bulk") ? 17_000_000 : 10_000_000;
    }

    private static Stream<Operation> bodies() {
        return description.operations().stream().filter(Operation::takesJson);
    }

    private static Executable refused(Operation operation, String what, int status, String type, byte[] body) {
        return () -> {
            Answer answer =
                    assertRefused(status, () -> fractal.client().send(operation.method(), path(operation), type, body));
            assertEquals(status, answer.status(), () -> what + ": " + answer);
        };
    }

    private static void assertNamed(Operation operation, String field, ObjectNode body) {
        Answer answer =
                assertRefused(422, () -> fractal.client().send(operation.method(), path(operation), JSON, bytes(body)));
        assertTrue(
                fields(answer).stream().anyMatch(named -> named.equals(field) || named.startsWith(field + ".")),
                () -> field + " in " + answer);
    }

    private static void assertUnsendable(String field, ObjectNode body) {
        Answer answer = assertRefused(422, () -> fractal.client().post("/api/messages", body));
        assertTrue(fields(answer).stream().anyMatch(named -> named.startsWith(field)), () -> field + " in " + answer);
    }

    /** Fails unless this is refused in the envelope, with this status and nothing written. */
    private static Answer assertRefused(int status, java.util.function.Supplier<Answer> request) {
        List<Long> before = counts();
        Answer answer = request.get();
        assertEquals(status, answer.status(), answer::toString);
        JsonNode error = description.schemas().path("Error");
        assertEquals(java.util.Set.of(), description.violations(error, answer.json()), answer::toString);
        assertFalse(answer.json().path("success").asBoolean(), answer::toString);
        assertEquals(
                answer.header("X-Request-Id").orElse("missing"),
                answer.json().path("error").path("requestId").asText());
        assertFalse(answer.text().matches("(?s).*(\\tat |Exception|org\\.|jakarta\\.|SQL).*"), answer::toString);
        assertEquals(before, counts(), () -> "written by " + answer);
        return answer;
    }

    private static List<Long> counts() {
        return COUNTED.stream()
                .map(path -> fractal.client()
                        .get(path + "?limit=1")
                        .expect(200)
                        .json()
                        .at("/meta/pagination/total")
                        .asLong())
                .toList();
    }

    private static List<String> fields(Answer answer) {
        return answer.json().at("/error/details").findValuesAsText("field");
    }

    private static ObjectNode message(String field, Object value) {
        ObjectNode message = FractalClient.object("to", "+4915799912345", "channelType", "SMS", "body", "hello");
        message.setAll(FractalClient.object(field, value));
        return message;
    }

    private static String path(Operation operation) {
        String own = owner(operation, ids);
        String path = own == null ? operation.path() : operation.pathTo(own);
        return new Operation(operation.method(), path, operation.node()).inventedPath();
    }

    private static String owner(Operation operation, Map<String, String> candidates) {
        return operation.path().contains("{")
                ? candidates.entrySet().stream()
                        .filter(entry -> operation.path().startsWith(entry.getKey() + "{"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static String first(String list) {
        return fractal.client().get(list).expect(200).data().path(0).path("id").asText();
    }

    private static JsonNode example(Operation operation) {
        return description.target(operation.bodySchema()).path("example");
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
