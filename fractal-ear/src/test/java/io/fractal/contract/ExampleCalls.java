package io.fractal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.fractal.product.Answer;
import io.fractal.product.FractalClient;
import java.nio.charset.StandardCharsets;

/** Calls operations with the examples of their description. */
record ExampleCalls(Description description) {

    private static final String FILE = "%PDF-1.4\n%%EOF\n";

    /**
     * One call.
     *
     * @param path with its parameters filled in
     * @param parameter a query parameter more, such as {@code colour=red}; empty for none
     */
    Answer call(FractalClient client, Operation operation, String path, String parameter) {
        String query = operation.requiredQuery();
        String more = parameter.isEmpty() ? query : (query.isEmpty() ? "?" : query + "&") + parameter;
        String type = operation.bodyType().orElse("");
        if (operation.takesJson()) {
            return send(client, operation, path + more, type, example(operation).toString());
        }
        JsonNode text = operation.bodyExample(type);
        boolean isFile = !type.isEmpty() && text.isMissingNode();
        return send(client, operation, path + more, isFile ? "application/pdf" : type, isFile ? FILE : text.asText(""));
    }

    private JsonNode example(Operation operation) {
        return description.target(operation.bodySchema()).path("example");
    }

    private static Answer send(FractalClient client, Operation operation, String path, String type, String body) {
        return client.send(operation.method(), path, type, body.getBytes(StandardCharsets.UTF_8));
    }
}
