package io.fractal.web.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Completes the description at {@code /openapi} with what is the same for every operation, so that resources say only what is their
 * own: the error answers (their texts and examples stand in {@code META-INF/openapi.yaml}), names for generated clients, and the
 * {@code Idempotency-Key}. Describes anew what is read and written from its records, see {@link RecordSchemas}, and takes out what
 * servers add of their own and generators of clients refuse. Servers make one by its name in
 * {@code META-INF/microprofile-config.properties}.
 */
public class ApiDescription implements OASFilter {

    private static final String API = "/api/";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** What may be asked for as often as one likes, and is not {@link Idempotent} therefore. */
    private static final Set<String> REPEATABLE = Set.of(
            "/api/session",
            "/api/auth/refresh",
            "/api/auth/signin",
            "/api/auth/signout",
            "/api/auth/signup",
            "/api/messages/preview",
            "/api/templates/sync",
            "/api/templates/{sid}/preview",
            "/api/senders/sync",
            "/api/senders/{id}/webhooks",
            "/api/invitations/{token}/accept",
            "/api/workspaces/{id}/invitations", // the answer holds a secret
            "/api/workspaces/{id}/switch");

    @Override
    public void filterOpenAPI(OpenAPI description) {
        if (description.getPaths() == null || description.getPaths().getPathItems() == null) {
            return;
        }
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(API)) {
                complete(path, item);
            }
        });
        if (description.getComponents() != null) {
            DescribedRecords.schemas().forEach(description.getComponents()::addSchema);
            new UsedSchemas(description).keep();
        }
        tidy(description);
    }

    /** Some servers name a tag again for each class that has it, and write down a list of paths that no description has. */
    private static void tidy(OpenAPI description) {
        if (description.getTags() != null) {
            Map<String, Tag> tags = new LinkedHashMap<>();
            description.getTags().forEach(tag -> tags.putIfAbsent(tag.getName(), tag));
            description.setTags(new ArrayList<>(tags.values()));
        }
        Arrays.stream(description.getClass().getMethods())
                .filter(method -> method.getName().equals("setEndpoints"))
                .forEach(method -> SchemaForms.call(method, description, new HashMap<>()));
    }

    private static void complete(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            operation.setOperationId(operationId(method, path));
            if (method == HttpMethod.POST && !REPEATABLE.contains(path) && !takes(operation, IdempotencyFilter.KEY)) {
                operation.addParameter(OASFactory.createParameter().ref("#/components/parameters/IdempotencyKey"));
            }
            ParameterForms.complete(path, operation);
            ContentForms.complete(operation);
            answers(method, path, operation);
        });
    }

    private static void answers(HttpMethod method, String path, Operation operation) {
        APIResponses answers =
                operation.getResponses() == null ? OASFactory.createAPIResponses() : operation.getResponses();
        errors(method, path, operation).forEach((status, name) -> {
            if (!answers.hasAPIResponse(status)) {
                answers.addAPIResponse(status, OASFactory.createAPIResponse().ref("#/components/responses/" + name));
            }
        });
        operation.setResponses(answers);
    }

    private static Map<String, String> errors(HttpMethod method, String path, Operation operation) {
        Map<String, String> errors = new TreeMap<>(Map.of(
                "400", "Malformed",
                "401", "Unauthenticated",
                "403", "Forbidden",
                "429", "TooManyRequests"));
        if (path.contains("{")) {
            errors.put("404", "NotFound");
        }
        if (path.contains("{token}")) {
            errors.put("410", "Gone");
        }
        if (!READING.contains(method)) {
            errors.put("409", "Conflict");
            errors.put("422", "Invalid");
        }
        if (operation.getRequestBody() != null) {
            errors.put("404", "NotFound"); // bodies name things as well
            errors.put("413", "TooLarge");
            errors.put("415", "UnsupportedMediaType");
        }
        if (takes(operation, "If-Match")) {
            errors.put("412", "PreconditionFailed");
        }
        return errors;
    }

    private static boolean takes(Operation operation, String header) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null
                && parameters.stream().anyMatch(parameter -> header.equalsIgnoreCase(parameter.getName()));
    }

    /** A name of its own for each operation: {@code GET /api/messages/{id}} is {@code getMessagesById}. */
    static String operationId(HttpMethod method, String path) {
        return method.name().toLowerCase(Locale.ROOT)
                + Arrays.stream(path.substring(API.length()).split("/(?![^{]*})"))
                        .map(ApiDescription::word)
                        .collect(Collectors.joining());
    }

    private static String word(String segment) {
        String name = segment.replaceAll("[{}]|:.*", "");
        String word = Arrays.stream(name.split("[^A-Za-z0-9]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
        return segment.startsWith("{") ? "By" + word : word;
    }
}
