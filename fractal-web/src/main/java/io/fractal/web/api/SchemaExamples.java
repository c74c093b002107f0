package io.fractal.web.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Examples as values instead of texts, so that they can be sent as they stand. */
final class SchemaExamples {

    private static final String REF = "#/components/schemas/";

    private SchemaExamples() {}

    /** The value that an annotation writes as a text. */
    static Object of(String text, Schema schema) {
        return SchemaForms.isText(schema) ? text : parsed(text);
    }

    /** An object of the examples of its fields; those without one are left out. */
    static Map<String, Object> composed(Schema schema, Map<String, Schema> named) {
        Map<String, Object> example = new LinkedHashMap<>();
        schema.getProperties().forEach((name, property) -> {
            Object value = value(property, named);
            if (value != null) {
                example.put(name, value);
            }
        });
        return example;
    }

    private static Object value(Schema property, Map<String, Schema> named) {
        if (property.getExample() != null) {
            return property.getExample();
        }
        if (property.getItems() != null && property.getItems().getRef() != null) {
            return List.of(composed(target(property.getItems(), named), named));
        }
        if (property.getAllOf() != null && property.getAllOf().size() == 1) {
            return composed(target(property.getAllOf().get(0), named), named);
        }
        if (property.getAnyOf() != null && !property.getAnyOf().isEmpty()) {
            return composed(target(property.getAnyOf().get(0), named), named);
        }
        return property.getRef() == null ? null : composed(target(property, named), named);
    }

    private static Schema target(Schema reference, Map<String, Schema> named) {
        return named.get(reference.getRef().substring(REF.length()));
    }

    private static Object parsed(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return plain(reader.readValue());
        } catch (JsonException noJson) {
            return text;
        }
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                ((JsonObject) value).forEach((name, field) -> object.put(name, plain(field)));
                yield object;
            }
            case ARRAY ->
                ((JsonArray) value).stream().map(SchemaExamples::plain).toList();
            case STRING -> ((JsonString) value).getString();
            case NUMBER ->
                ((JsonNumber) value).isIntegral()
                        ? (Object) ((JsonNumber) value).longValue()
                        : ((JsonNumber) value).bigDecimalValue();
            case TRUE -> true;
            case FALSE -> false;
            default -> null;
        };
    }
}
