package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Twilio takes as a content template (Twilio, "Content API resources" and the pages of the content types). */
final class ContentForm {

    private static final Set<String> TYPES = Set.of(
            "twilio/text",
            "twilio/media",
            "twilio/location",
            "twilio/list-picker",
            "twilio/call-to-action",
            "twilio/quick-reply",
            "twilio/card",
            "twilio/catalog",
            "twilio/carousel",
            "twilio/flows",
            "twilio/schedule",
            "whatsapp/card",
            "whatsapp/authentication",
            "whatsapp/flows");

    private static final Map<String, List<String>> REQUIRED = Map.of(
            "twilio/text", List.of("body"),
            "twilio/media", List.of("media"),
            "twilio/location", List.of("latitude", "longitude"),
            "twilio/list-picker", List.of("body", "button", "items"),
            "twilio/call-to-action", List.of("body", "actions"),
            "twilio/quick-reply", List.of("body", "actions"),
            "twilio/card", List.of("title"));

    private static final List<String> KEPT = List.of("friendly_name", "language", "variables", "types");
    private static final int MOST_VARIABLES = 100;
    private static final int MOST_ITEMS = 10;
    private static final int MOST_BUTTONS = 10;

    private ContentForm() {}

    /**
     * The fields of a template.
     *
     * @throws ApiError when Twilio would refuse it
     */
    static ObjectNode of(ObjectNode given) {
        ObjectNode fields = Answers.object();
        KEPT.forEach(name -> fields.set(name, given.path(name).deepCopy()));
        fields.put("friendly_name", given.path("friendly_name").asText(""));
        if (!given.path("variables").isObject()) {
            fields.putObject("variables");
        }
        if (given.path("language").asText("").isBlank()) {
            throw refused("language is required");
        }
        if (!(given.path("types") instanceof ObjectNode types) || types.isEmpty()) {
            throw refused("types is required and must have at least one content type");
        }
        if (fields.path("variables").size() > MOST_VARIABLES) {
            throw refused("variables may have at most 100 entries");
        }
        types.properties().forEach(type -> check(type.getKey(), type.getValue()));
        return fields;
    }

    private static void check(String name, JsonNode type) {
        if (!TYPES.contains(name)) {
            throw refused("types has an unknown content type: " + name);
        }
        for (String field : REQUIRED.getOrDefault(name, List.of())) {
            if (!type.hasNonNull(field)
                    || type.get(field).isValueNode() && type.get(field).asText().isBlank()) {
                throw refused(name + ": " + field + " is required");
            }
        }
        checkLength(name, "body", type, name.equals("twilio/text") ? 1600 : 1024);
        checkLength(name, "button", type, 20);
        checkCount(name, "actions", type, MOST_BUTTONS);
        checkCount(name, "items", type, MOST_ITEMS);
        type.path("actions").forEach(action -> checkLength(name, "title", action, 25));
        type.path("items").forEach(item -> {
            checkLength(name, "item", item, 24);
            checkLength(name, "id", item, 200);
            checkLength(name, "description", item, 72);
        });
    }

    private static void checkLength(String type, String field, JsonNode node, int most) {
        if (node.path(field).asText("").length() > most) {
            throw refused(type + ": " + field + " may have at most " + most + " characters");
        }
    }

    private static void checkCount(String type, String field, JsonNode node, int most) {
        JsonNode list = node.path(field);
        if (list.isMissingNode()) {
            return;
        }
        if (list.isEmpty() || list.size() > most) {
            throw refused(type + ": " + field + " must have from 1 to " + most + " entries");
        }
    }

    private static ApiError refused(String reason) {
        return ApiError.badRequest(20001, reason);
    }
}
