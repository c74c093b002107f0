package io.fractal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalApi;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field of the example of a body.
 *
 * @param operation whose body it is
 * @param pointer where it stands, as a JSON pointer
 */
record BodyField(String operation, String pointer) {

    /** The fields of an example that its schema does not require, at any depth. */
    static Stream<BodyField> optional(Operation operation, Description description, JsonNode example) {
        return optional("", description.target(operation.bodySchema()), description, example)
                .map(pointer -> new BodyField(operation.toString(), pointer));
    }

    private static Stream<String> optional(String place, JsonNode schema, Description description, JsonNode example) {
        if (example.isArray()) {
            return example.isEmpty()
                    ? Stream.empty()
                    : optional(place + "/0", description.target(schema.path("items")), description, example.get(0));
        }
        Set<String> required = FractalApi.list(schema.path("required")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        return example.properties().stream().flatMap(field -> {
            String pointer = place + "/" + field.getKey();
            JsonNode inner = plain(schema.path("properties").path(field.getKey()), description);
            return Stream.concat(
                    required.contains(field.getKey()) ? Stream.empty() : Stream.of(pointer),
                    field.getValue().isContainerNode()
                            ? optional(pointer, inner, description, field.getValue())
                            : Stream.empty());
        });
    }

    /** A schema that may be null, or has a description of its own, is wrapped around its reference. */
    private static JsonNode plain(JsonNode schema, Description description) {
        for (String wrapping : List.of("allOf", "anyOf")) {
            if (schema.has(wrapping)) {
                return description.target(schema.path(wrapping).path(0));
            }
        }
        return description.target(schema);
    }

    /** A copy of the example without the field. */
    JsonNode without(JsonNode example) {
        JsonNode copy = example.deepCopy();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) copy.at(pointer.substring(0, last))).remove(pointer.substring(last + 1));
        return copy;
    }

    /** Whether a request is refused because of it. */
    boolean isNamedIn(Answer answer) {
        if (answer.status() < 400) {
            return false;
        }
        String name = pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
        return answer.json().at("/error/details").findValuesAsText("field").stream()
                .anyMatch(field -> field.equals(name) || field.startsWith(name + "."));
    }
}
