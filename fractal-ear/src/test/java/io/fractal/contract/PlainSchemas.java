package io.fractal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The schemas of OpenAPI 3.0 in the words of JSON Schema: {@code nullable} becomes the type null, what is composed of several becomes
 * one, and no object takes fields that its schema does not name.
 */
final class PlainSchemas {

    private static final String NAMED = "#/components/schemas/";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainSchemas() {}

    static ObjectNode of(JsonNode named) {
        ObjectNode plain = NODES.objectNode();
        named.properties().forEach(schema -> {
            JsonNode parts = schema.getValue().path("allOf");
            plain.set(schema.getKey(), plain(parts.size() > 1 ? joined(parts, named) : schema.getValue()));
        });
        return plain;
    }

    private static ObjectNode joined(JsonNode parts, JsonNode named) {
        ObjectNode one = NODES.objectNode().put("type", "object");
        ObjectNode properties = one.putObject("properties");
        ArrayNode required = one.putArray("required");
        parts.forEach(part -> {
            JsonNode schema = named.path(part.path("$ref").asText().substring(NAMED.length()));
            properties.setAll((ObjectNode) schema.path("properties"));
            required.addAll((ArrayNode) schema.withArray("required"));
        });
        return one;
    }

    static JsonNode plain(JsonNode schema) {
        if (schema.has("$ref")) {
            return NODES.objectNode().put("$ref", schema.path("$ref").asText().replace(NAMED, "#/$defs/"));
        }
        ObjectNode plain = NODES.objectNode();
        for (String word : new String[] {"type", "format", "enum", "required", "minLength", "maxLength"}) {
            if (schema.has(word)) {
                plain.set(word, schema.get(word));
            }
        }
        for (String word : new String[] {"allOf", "anyOf"}) {
            schema.path(word).forEach(part -> plain.withArray(word).add(plain(part)));
        }
        if (schema.has("items")) {
            plain.set("items", plain(schema.get("items")));
        }
        if (schema.has("properties")) {
            ObjectNode properties = plain.putObject("properties");
            schema.path("properties")
                    .properties()
                    .forEach(field -> properties.set(field.getKey(), plain(field.getValue())));
            plain.put("additionalProperties", false);
        }
        return schema.path("nullable").asBoolean() ? nullable(plain) : plain;
    }

    private static ObjectNode nullable(ObjectNode schema) {
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(schema).addObject().put("type", "null");
        return either;
    }
}
