package io.fractal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One described operation.
 *
 * @param method in upper case
 * @param path with its parameters in braces
 * @param node what is said of it
 */
record Operation(String method, String path, JsonNode node) {

    private static final String JSON = "application/json";

    /** The path with ids that nobody has. */
    String inventedPath() {
        String invented = path.replace("{index}", "0");
        while (invented.contains("{")) {
            invented = invented.replaceFirst("\\{\\w+}", inventedId().toString());
        }
        return invented;
    }

    /** The path with one id. */
    String pathTo(String id) {
        return path.replaceFirst("\\{\\w+}", id);
    }

    /** What has to be in the query, with the examples of the description. */
    String requiredQuery() {
        for (JsonNode parameter : node.path("parameters")) {
            if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                return "?" + parameter.path("name").asText() + "="
                        + parameter.path("example").asText();
            }
        }
        return "";
    }

    /** The media type of its body; empty when it has none. */
    Optional<String> bodyType() {
        JsonNode content = node.path("requestBody").path("content");
        if (content.has(JSON)) {
            return Optional.of(JSON);
        }
        List<String> types =
                content.properties().stream().map(Map.Entry::getKey).toList();
        return types.isEmpty() ? Optional.empty() : Optional.of(types.get(0));
    }

    /** The example that stands beside the schema of its body; missing when there is none. */
    JsonNode bodyExample(String type) {
        return node.path("requestBody").path("content").path(type).path("example");
    }

    boolean takesJson() {
        return bodyType().filter(JSON::equals).isPresent();
    }

    JsonNode bodySchema() {
        return node.path("requestBody").path("content").path(JSON).path("schema");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** A UUIDv7 of now. */
    static UUID inventedId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, 0x8000000000000000L | random.nextLong() >>> 2);
    }
}
