package io.fractal.web.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/**
 * What parameters are, by their names. The methods of resources take them as texts, so that what is malformed can be told with the
 * parameter's name, and servers describe them as texts therefore; generated clients should know better.
 */
final class ParameterForms {

    private static final String CONVERSATION = "/api/conversations/";

    private static final Set<String> FLAGS = Set.of("archived", "dryRun", "retired", "snoozed", "starred", "unread");
    private static final Set<String> TIMES = Set.of("since", "until");
    private static final Set<String> IDS =
            Set.of("assigneeId", "channelId", "contactId", "invitationId", "noteId", "userId");

    /** Whole numbers with their least value. */
    private static final Map<String, Integer> NUMBERS = Map.of("before", 1, "index", 0, "limit", 1, "page", 1);

    /** What is said of where a list is read from, unless a method says it itself: description and example. */
    private static final Map<String, List<String>> PAGING = Map.of(
            "page", List.of("From 1", "1"),
            "limit", List.of("1 to 100, 20 by default", "20"),
            "cursor", List.of("Go on behind the last answer: its meta.pagination.nextCursor, instead of page"));

    private ParameterForms() {}

    /** Types the parameters of an operation. */
    static void complete(String path, Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        if (parameters != null) {
            parameters.stream()
                    .filter(parameter -> parameter.getName() != null)
                    .forEach(parameter -> complete(path, parameter));
        }
    }

    private static void complete(String path, Parameter parameter) {
        if (parameter.getIn() == In.PATH) {
            parameter.setRequired(true);
        }
        if (parameter.getIn() == In.QUERY && parameter.getDescription() == null) {
            describePaging(parameter);
        }
        Schema schema = schema(path, parameter);
        if (schema != null) {
            parameter.setSchema(schema);
            if (parameter.getExample() instanceof String text) {
                parameter.setExample(SchemaExamples.of(text, schema));
            }
        }
    }

    private static void describePaging(Parameter parameter) {
        List<String> said = PAGING.getOrDefault(parameter.getName(), List.of());
        said.stream().findFirst().ifPresent(parameter::setDescription);
        said.stream().skip(1).forEach(parameter::setExample);
    }

    /** Null for what is a text. */
    private static Schema schema(String path, Parameter parameter) {
        String name = parameter.getName();
        if (NUMBERS.containsKey(name)) {
            return number(name);
        }
        if (FLAGS.contains(name)) {
            return SchemaForms.of(SchemaType.BOOLEAN);
        }
        if (TIMES.contains(name)) {
            return SchemaForms.of(SchemaType.STRING).format("date-time");
        }
        // conversations are named by their sid as well
        boolean id = IDS.contains(name) || (name.equals("id") && !path.startsWith(CONVERSATION));
        return id ? SchemaForms.of(SchemaType.STRING).format("uuid") : null;
    }

    private static Schema number(String name) {
        Schema schema = SchemaForms.of(SchemaType.INTEGER)
                .format(name.equals("before") ? "int64" : "int32")
                .minimum(BigDecimal.valueOf(NUMBERS.get(name)));
        return name.equals("limit") ? schema.maximum(BigDecimal.valueOf(Parameters.MAX_LIMIT)) : schema;
    }
}
