package io.fractal.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.RunningFractal;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The interface does what its description says, and its description says all that it does. */
class ApiContractIT {

    /** Where the demo inbox has something to open: the path to open it by, and the list that has its id. */
    private static final Map<String, String> OPENED = Map.of(
            "/api/contacts/{id}", "/api/contacts",
            "/api/contacts/{id}/notes", "/api/contacts",
            "/api/contacts/{id}/consents", "/api/contacts",
            "/api/contacts/{id}/consents/history", "/api/contacts",
            "/api/conversations/{id}", "/api/conversations",
            "/api/conversations/{id}/messages", "/api/conversations",
            "/api/messages/{id}", "/api/messages",
            "/api/templates/{sid}", "/api/templates");

    /** Of which one of several must be there, as the description says in words. */
    private static final Set<BodyField> ONE_OF_SEVERAL = Set.of(
            new BodyField("POST /api/conversations", "/to"),
            new BodyField("POST /api/messages", "/to"),
            new BodyField("POST /api/messages", "/body"),
            new BodyField("POST /api/messages/preview", "/to"),
            new BodyField("POST /api/messages/preview", "/body"),
            new BodyField("POST /api/messages/bulk", "/recipients/0/to"),
            new BodyField("PATCH /api/conversations/{id}/tags", "/tags"));

    /** One of its own: the examples of the description change what others rely on. */
    private static RunningFractal fractal;

    private static Description description;

    @BeforeAll
    static void start() {
        fractal = RunningFractal.start(FractalExtension.newHome("contract"), Map.of());
        description = new Description(fractal.anonymous()
                .with("Accept", "application/json")
                .get("/openapi")
                .expect(200)
                .json());
    }

    @AfterAll
    static void stop() {
        if (fractal != null) {
            fractal.close();
        }
    }

    @Test
    void everything_there_is_is_described_and_nothing_else() {
        Set<String> described = description.operations().stream()
                .map(Operation::toString)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(String.join("\n", RestMethods.all()), String.join("\n", described));
    }

    @TestFactory
    Stream<DynamicTest> operations_say_what_they_are_for_and_what_comes_back() {
        Set<String> names = new HashSet<>();
        return description.operations().stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    JsonNode node = operation.node();
                    assertFalse(node.path("summary").asText().isBlank(), "a summary");
                    assertEquals(1, node.path("tags").size(), "one tag");
                    assertTrue(names.add(node.path("operationId").asText()), "a name of its own");
                    assertSuccess(operation);
                    for (int error : List.of(400, 401, 403, 429)) {
                        assertEquals(
                                "#/components/schemas/Error",
                                description
                                        .answerSchema(operation, error)
                                        .path("$ref")
                                        .asText(),
                                () -> "the answer " + error);
                    }
                    if (operation.takesJson()) {
                        assertTrue(operation.bodySchema().has("$ref"), "a body with a name");
                        assertFalse(example(operation).isEmpty(), "an example of the body");
                    }
                }));
    }

    private static void assertSuccess(Operation operation) {
        List<Map.Entry<String, JsonNode>> good = operation.node().path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .toList();
        assertFalse(good.isEmpty(), "an answer to good requests");
        for (Map.Entry<String, JsonNode> answer : good) {
            JsonNode content = answer.getValue().path("content");
            content.properties().forEach(type -> {
                JsonNode schema = type.getValue().path("schema");
                assertTrue(
                        schema.has("$ref") || schema.path("type").asText().equals("string"),
                        () -> "a named schema for " + answer.getKey() + ", not " + schema);
            });
        }
    }

    @Test
    void examples_of_bodies_fit_their_schemas() {
        assertAll(description.operations().stream()
                .filter(Operation::takesJson)
                .map(operation -> () -> assertEquals(
                        Set.of(),
                        description.violations(operation.bodySchema(), example(operation)),
                        operation::toString)));
    }

    /** By the reader that the common generators are built on, and that refuses what the specification does not allow. */
    @Test
    void generators_of_clients_have_nothing_to_complain_of() {
        ParseOptions resolving = new ParseOptions();
        resolving.setResolve(true);

        SwaggerParseResult read = new OpenAPIV3Parser().readContents(description.text(), null, resolving);

        assertEquals(List.of(), read.getMessages());
        assertEquals(
                description.operations().size(),
                read.getOpenAPI().getPaths().values().stream()
                        .mapToInt(path -> path.readOperations().size())
                        .sum());
    }

    @Test
    void every_reference_leads_somewhere() {
        assertAll(description.schemas().findValuesAsText("$ref").stream()
                .distinct()
                .map(reference -> () -> assertTrue(
                        description.schemas().has(reference.substring("#/components/schemas/".length())), reference)));
    }

    /** Each operation with ids that nobody has, and the example of its body. */
    @TestFactory
    Stream<DynamicTest> what_is_answered_is_what_is_described() {
        return description.operations().stream()
                .map(operation -> dynamicTest(
                        operation.toString(),
                        () -> assertDescribed(
                                operation, call(fractal.client(), operation, operation.inventedPath(), ""))));
    }

    /** Each operation with the example of its body, less a field that the description does not require. */
    @TestFactory
    Stream<DynamicTest> fields_that_are_not_required_may_be_missing() {
        return description.operations().stream()
                .filter(Operation::takesJson)
                .map(operation -> dynamicTest(
                        operation.toString(),
                        () -> assertAll(BodyField.optional(operation, description, example(operation))
                                .filter(field -> !ONE_OF_SEVERAL.contains(field))
                                .map(field -> () -> {
                                    Answer answer = send(
                                            fractal.client(),
                                            operation,
                                            operation.inventedPath() + operation.requiredQuery(),
                                            operation.bodyType().orElseThrow(),
                                            field.without(example(operation)).toString());
                                    assertFalse(field.isNamedIn(answer), () -> field + " is required: " + answer);
                                }))));
    }

    @TestFactory
    Stream<DynamicTest> what_the_demo_inbox_holds_is_shown_as_described() {
        return description.operations().stream()
                .filter(operation -> operation.method().equals("GET") && OPENED.containsKey(operation.path()))
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    JsonNode list = fractal.client()
                            .get(OPENED.get(operation.path()) + "?limit=100")
                            .expect(200)
                            .data();
                    for (JsonNode item : list) {
                        Answer answer = fractal.client()
                                .get(operation.pathTo(item.path("id").asText()))
                                .expect(200);
                        assertDescribed(operation, answer);
                    }
                }));
    }

    @Test
    void the_demo_inbox_is_listed_as_described() {
        assertAll(description.operations().stream()
                .filter(operation ->
                        operation.method().equals("GET") && !operation.path().contains("{"))
                .map(operation -> () -> {
                    String many = operation.node().findValuesAsText("name").contains("limit") ? "limit=100" : "";
                    String query = operation.requiredQuery();
                    String separator = many.isEmpty() ? "" : query.isEmpty() ? "?" : "&";
                    assertDescribed(
                            operation,
                            fractal.client()
                                    .get(operation.path() + query + separator + many)
                                    .expect(200));
                }));
    }

    @TestFactory
    Stream<DynamicTest> nobody_in_particular_is_answered_with_401() {
        return description.operations().stream()
                .filter(operation -> !operation.path().startsWith("/api/invitations/"))
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    Answer answer = call(fractal.anonymous(), operation, operation.inventedPath(), "");
                    // where strangers are welcome only when invited
                    int refused = operation.path().equals("/api/auth/signup") ? 403 : 401;
                    assertEquals(refused, answer.status(), answer::toString);
                    assertDescribed(operation, answer);
                }));
    }

    @TestFactory
    Stream<DynamicTest> parameters_that_nobody_knows_are_refused() {
        return description.operations().stream()
                .map(operation -> dynamicTest(operation.toString(), () -> {
                    Answer answer = call(fractal.client(), operation, operation.inventedPath(), "colour=red");
                    assertEquals(400, answer.status(), answer::toString);
                    assertEquals(
                            "UNKNOWN_PARAMETER",
                            answer.json().path("error").path("code").asText());
                    assertDescribed(operation, answer);
                }));
    }

    private static void assertDescribed(Operation operation, Answer answer) {
        assertFalse(description.answer(operation, answer.status()).isMissingNode(), () -> "undescribed: " + answer);
        JsonNode schema = description.answerSchema(operation, answer.status());
        if (!schema.isMissingNode()) {
            assertEquals(Set.of(), description.violations(schema, answer.json()), answer::toString);
        }
    }

    private static Answer call(FractalClient client, Operation operation, String path, String parameter) {
        return new ExampleCalls(description).call(client, operation, path, parameter);
    }

    private static Answer send(FractalClient client, Operation operation, String path, String type, String body) {
        return client.send(operation.method(), path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode example(Operation operation) {
        return description.target(operation.bodySchema()).path("example");
    }
}
