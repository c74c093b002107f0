package io.fractal.plugins.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fractal.spi.RawWebhook;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Twilio's webhooks are forms, and JSON where it is told so; their parameters are the same. */
final class JsonParameters {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonParameters() {}

    /**
     * A webhook with the members of its JSON body as form parameters; the webhook itself when its body is no JSON object. Nested
     * members stay JSON texts. For reading only: signatures are computed over what came.
     */
    static RawWebhook asForm(RawWebhook webhook) {
        return isJson(webhook)
                ? object(webhook).map(body -> with(webhook, body)).orElse(webhook)
                : webhook;
    }

    private static boolean isJson(RawWebhook webhook) {
        return webhook.header("Content-Type")
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.equals("application/json") || type.endsWith("+json"))
                .isPresent();
    }

    private static Optional<JsonNode> object(RawWebhook webhook) {
        try {
            return Optional.ofNullable(JSON.readTree(webhook.body())).filter(JsonNode::isObject);
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static RawWebhook with(RawWebhook webhook, JsonNode body) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(webhook.formParameters());
        body.properties().stream()
                .filter(member -> !member.getValue().isNull())
                .forEach(member -> parameters.put(member.getKey(), List.of(text(member.getValue()))));
        return new RawWebhook(
                webhook.method(),
                webhook.url(),
                webhook.path(),
                webhook.headers(),
                webhook.queryParameters(),
                parameters,
                webhook.body());
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
