package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Reads and writes the JSON of the control interface. */
final class ControlJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What the next calls meet when nothing more is said than that they shall. */
    private static final Map<String, String> USUAL = Map.of(
            "failNext", "{\"count\":1,\"httpStatus\":500,\"afterAccept\":false}",
            "hangNext", "{\"count\":1,\"millis\":25000,\"afterAccept\":true}",
            "storm", "{\"count\":100}");

    private static final Set<String> IN_PARTS = Set.of("delaysMs", "approvalMs");

    private ControlJson() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    /**
     * @throws BadRequest when the body is not what is expected, with the reason
     */
    static <T> T read(RawWebhook request, Class<T> type) {
        try {
            return JSON.readValue(request.body(), type);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** The behaviour with the given fields changed; failNext, hangNext and storm are replaced whole, delays one by one. */
    static Behaviour patched(Behaviour now, RawWebhook request) {
        ObjectNode merged = JSON.valueToTree(now);
        ObjectNode patch = read(request, ObjectNode.class);
        try {
            for (Map.Entry<String, JsonNode> field : patch.properties()) {
                String name = field.getKey();
                JsonNode value = field.getValue();
                if (USUAL.containsKey(name) && value.isObject()) {
                    merged.set(name, ((ObjectNode) JSON.readTree(USUAL.get(name))).setAll((ObjectNode) value));
                } else if (IN_PARTS.contains(name) && value.isObject()) {
                    ((ObjectNode) merged.get(name)).setAll((ObjectNode) value);
                } else {
                    merged.set(name, value);
                }
            }
            return JSON.treeToValue(merged, Behaviour.class);
        } catch (JsonProcessingException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** A message as the phone page shows it. */
    static ObjectNode message(SandboxMessage message) {
        ObjectNode json = JSON.createObjectNode()
                .put("sid", message.sid())
                .put("direction", message.inbound() ? "inbound" : "outbound")
                .put("channel", message.channel().name())
                .put("number", message.person())
                .put("from", message.parties().from())
                .put("to", message.parties().to())
                .put("body", message.content().body())
                .put("status", message.progress().status())
                .put("errorCode", message.progress().errorCode())
                .put("price", message.progress().price())
                .put("createdAt", message.created().toString())
                .put("updatedAt", message.progress().updated().toString());
        if (message.details().reply()) {
            json.put("automatic", true);
        }
        ArrayNode media = json.putArray("media");
        message.content()
                .media()
                .forEach(medium -> media.addObject()
                        .put("sid", medium.sid())
                        .put("contentType", medium.contentType())
                        .put("url", medium.url())
                        .put("path", medium.url() == null ? "cdn/" + medium.sid() : null));
        addDetails(message, json);
        return json;
    }

    private static void addDetails(SandboxMessage message, ObjectNode json) {
        SandboxMessage.Details details = message.details();
        if (message.content().template() != null) {
            json.set("template", JSON.valueToTree(message.content().template()));
        }
        if (details.sendAt() != null) {
            json.put("sendAt", details.sendAt().toString());
        }
        if (details.validityPeriod() != null) {
            json.put("validityPeriod", details.validityPeriod());
        }
        if (details.feedback() != null) {
            json.put("feedback", details.feedback());
        }
        if (!details.persistentAction().isEmpty()) {
            json.set("persistentAction", JSON.valueToTree(details.persistentAction()));
        }
        if (!details.parameters().isEmpty()) {
            json.set("parameters", JSON.valueToTree(details.parameters()));
        }
    }

    static WebhookResponse answer(int status, JsonNode body) {
        return new WebhookResponse(
                status,
                "application/json;charset=UTF-8",
                Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"),
                body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static WebhookResponse refusal(BadRequest refused) {
        return answer(refused.status(), object().put("error", refused.getMessage()));
    }

    private static BadRequest unreadable(IOException problem) {
        String reason =
                problem instanceof JsonProcessingException json ? json.getOriginalMessage() : "The body cannot be read";
        return new BadRequest(400, reason);
    }
}
