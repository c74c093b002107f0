package io.fractal.web.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** One log line for each API request: method, path template, status, milliseconds. Never ids, parameters or bodies. */
public class AccessLogFilter extends HttpFilter {

    private static final Logger LOG = System.getLogger("io.fractal.web.access");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            Object template = request.getAttribute(PathTemplateFilter.ATTRIBUTE);
            LOG.log(
                    Level.INFO,
                    "{0} {1} {2} {3} ms",
                    request.getMethod(),
                    template == null ? "/api/..." : template,
                    Integer.toString(response.getStatus()),
                    Long.toString(millis));
        }
    }
}
