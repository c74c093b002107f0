package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads members of JSON objects that may be missing, null or empty. */
final class Json {

    private Json() {}

    /** A text, a number or a truth value as text; empty when missing, null or blank. */
    static Optional<String> text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** A text, empty when missing. */
    static String textOrEmpty(JsonNode object, String name) {
        return text(object, name).orElse("");
    }

    /** The texts of a list, or the one text that stands in its place. */
    static List<String> texts(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual()
                ? List.of(value.asText())
                : StreamSupport.stream(value.spliterator(), false)
                        .filter(JsonNode::isValueNode)
                        .map(JsonNode::asText)
                        .toList();
    }

    /** The members of an object as texts, in their order. */
    static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (!value.isNull()) {
                map.put(member.getKey(), value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return map;
    }
}
