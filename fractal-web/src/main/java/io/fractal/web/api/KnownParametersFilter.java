package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.StrictText;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses query parameters that the called method does not have: a misspelt filter must not silently filter nothing. */
@Provider
public class KnownParametersFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> known = known();
        request.getUriInfo().getQueryParameters().forEach((name, values) -> require(known, name, values));
    }

    private static void require(Set<String> known, String name, List<String> values) {
        if (!known.contains(name)) {
            throw HttpProblem.of(
                    400,
                    "UNKNOWN_PARAMETER",
                    "There is a query parameter that is not known here.",
                    List.of(new FieldProblem(
                            name.length() > 64 ? name.substring(0, 64) : name, "is not a known parameter")));
        }
        if (values.size() > 1) {
            throw HttpProblem.badParameter(name, "is given more than once");
        }
        if (!values.stream().allMatch(StrictText::storable)) {
            throw HttpProblem.badParameter(name, "holds a character that is not allowed");
        }
    }

    private Set<String> known() {
        return Arrays.stream(resource.getResourceMethod().getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toSet());
    }
}
