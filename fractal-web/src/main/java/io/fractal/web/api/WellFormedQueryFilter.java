package io.fractal.web.api;

import io.fractal.web.errors.ErrorAnswers;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.FormParameters;
import io.fractal.web.notation.MalformedFormException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses query strings that cannot be decoded, before servers do so each in its own way. */
public class WellFormedQueryFilter extends HttpFilter {

    @Inject
    transient ErrorAnswers errors;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            FormParameters.ofQuery(request.getQueryString());
        } catch (MalformedFormException e) {
            errors.write(
                    response,
                    HttpProblem.of(
                            400,
                            "MALFORMED_PARAMETERS",
                            "The query parameters cannot be decoded: " + e.getMessage() + "."));
            return;
        }
        chain.doFilter(request, response);
    }
}
