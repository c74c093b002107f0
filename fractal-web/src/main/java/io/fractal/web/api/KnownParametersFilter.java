package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.StrictText;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses query parameters that the called method does not have: a misspelt filter must not silently filter nothing. Refuses also
 * ids that are blank, and parameters within the path ({@code /messages;status=SENT}), which no method has.
 */
@Provider
public class KnownParametersFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> known = known();
        UriInfo uri = request.getUriInfo();
        uri.getQueryParameters().forEach((name, values) -> require(known, name, values));
        uri.getPathParameters().forEach((name, values) -> {
            if (values.stream().anyMatch(String::isBlank)) {
                throw HttpProblem.badParameter(name, "must not be blank");
            }
        });
        uri.getPathSegments().stream()
                .flatMap(segment -> segment.getMatrixParameters().keySet().stream())
                .findFirst()
                .ifPresent(KnownParametersFilter::refuse);
    }

    private static void require(Set<String> known, String name, List<String> values) {
        if (!known.contains(name)) {
            refuse(name);
        }
        if (values.size() > 1) {
            throw HttpProblem.badParameter(name, "is given more than once");
        }
        if (!values.stream().allMatch(StrictText::storable)) {
            throw HttpProblem.badParameter(name, "holds a character that is not allowed");
        }
    }

    private static void refuse(String unknown) {
        throw HttpProblem.of(
                400,
                "UNKNOWN_PARAMETER",
                "There is a parameter that is not known here.",
                List.of(new FieldProblem(
                        unknown.length() > 64 ? unknown.substring(0, 64) : unknown, "is not a known parameter")));
    }

    private Set<String> known() {
        return Arrays.stream(resource.getResourceMethod().getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toSet());
    }
}
