package io.fractal.web.api;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** The schemas that operations name, directly or not: servers describe all kinds of classes beside them. */
final class UsedSchemas {

    private static final String REF = "#/components/schemas/";

    private final OpenAPI description;
    private final Map<String, Schema> all;
    private final Set<String> used = new HashSet<>();

    UsedSchemas(OpenAPI description) {
        this.description = description;
        this.all = Objects.requireNonNullElse(description.getComponents().getSchemas(), Map.of());
    }

    /** Takes all others out. */
    void keep() {
        description.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .forEach(this::use);
        Components components = description.getComponents();
        answers(components.getResponses()).forEach(answer -> use(answer.getContent()));
        Set.copyOf(all.keySet()).stream().filter(name -> !used.contains(name)).forEach(components::removeSchema);
    }

    private void use(Operation operation) {
        if (operation.getRequestBody() != null) {
            use(operation.getRequestBody().getContent());
        }
        if (operation.getResponses() != null) {
            answers(operation.getResponses().getAPIResponses()).forEach(answer -> use(answer.getContent()));
        }
    }

    private static Collection<APIResponse> answers(Map<String, APIResponse> answers) {
        return answers == null ? List.of() : answers.values();
    }

    private void use(Content content) {
        if (content != null && content.getMediaTypes() != null) {
            content.getMediaTypes().values().forEach(type -> use(type.getSchema()));
        }
    }

    private void use(Schema schema) {
        if (schema == null) {
            return;
        }
        String name = name(schema.getRef());
        if (name != null && used.add(name)) {
            use(all.get(name));
        }
        parts(schema).forEach(this::use);
    }

    private static String name(String reference) {
        return reference != null && reference.startsWith(REF) ? reference.substring(REF.length()) : null;
    }

    private static Stream<Schema> parts(Schema schema) {
        Collection<Schema> fields = schema.getProperties() == null
                ? List.of()
                : schema.getProperties().values();
        return Stream.of(
                        fields,
                        list(schema.getAllOf()),
                        list(schema.getAnyOf()),
                        list(schema.getOneOf()),
                        List.of(Objects.requireNonNullElse(schema.getItems(), schema)))
                .flatMap(Collection::stream)
                .filter(part -> part != schema);
    }

    private static Collection<Schema> list(List<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }
}
