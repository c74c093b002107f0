package io.fractal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code /openapi} says. */
final class Description {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final ObjectNode definitions;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    Description(JsonNode root) {
        this.root = root;
        this.definitions = PlainSchemas.of(root.path("components").path("schemas"));
    }

    /** As it was read. */
    String text() {
        return root.toString();
    }

    /** Every operation of the REST interface. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))
                        .filter(operation -> operation.path().startsWith("/api/"))
                        .forEach(operations::add));
        return operations;
    }

    /** What is said of an answer; missing when nothing is. */
    JsonNode answer(Operation operation, int status) {
        return target(operation.node().path("responses").path(Integer.toString(status)));
    }

    /** The schema of an answer's JSON body; missing when it has none. */
    JsonNode answerSchema(Operation operation, int status) {
        return answer(operation, status)
                .path("content")
                .path("application/json")
                .path("schema");
    }

    /** What a reference names, or the node itself. */
    JsonNode target(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Every schema with a name. */
    JsonNode schemas() {
        return root.path("components").path("schemas");
    }

    /** What of a value does not fit a schema. */
    Set<String> violations(JsonNode schema, JsonNode value) {
        ObjectNode whole = (ObjectNode) PlainSchemas.plain(schema);
        whole.set("$defs", definitions);
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        JsonSchema validator = factory.getSchema(whole, config);
        return validator.validate(value).stream().map(Object::toString).collect(Collectors.toSet());
    }

    static ObjectMapper mapper() {
        return MAPPER;
    }
}
