package io.fractal.web.security;

import io.fractal.configuration.RequestId;
import io.fractal.web.errors.ErrorServlet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives every request an id, the caller's own when it is sane, for the logs of its thread and for its answer. */
public class RequestIdFilter extends HttpFilter {

    /** The header that carries the id both ways. */
    public static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = takenOrMade(request.getHeader(HEADER));
        request.setAttribute(ErrorServlet.REQUEST_ID, id);
        response.setHeader(HEADER, id);
        try (RequestId.Scope scope = RequestId.open(id)) {
            chain.doFilter(request, response);
        }
    }

    static String takenOrMade(String sent) {
        return sent != null && SANE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
