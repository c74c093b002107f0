package io.fractal.web.providers;

import io.fractal.configuration.Settings;
import io.fractal.plugins.PluginHost;
import io.fractal.spi.HttpEndpoint;
import io.fractal.web.errors.ErrorAnswers;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.errors.Problems;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Gives plugins their addresses: a request whose first path segment belongs to a plugin goes to the plugin, which checks by itself
 * who may call. Everything else passes, and a plugin never gets an address that is Fractal's own.
 */
public class PluginEndpointFilter extends HttpFilter {

    private static final Set<String> OWN = Set.of(
            "",
            "api",
            "assets",
            "error",
            "health",
            "jakarta.faces.resource",
            "login",
            "metrics",
            "openapi",
            "signup",
            "socket.io",
            "unassigned",
            "webhooks",
            "ws");

    @Inject
    transient PluginHost plugins;

    @Inject
    transient Settings settings;

    @Inject
    transient ErrorAnswers errors;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        int slash = path.indexOf('/', 1);
        String first = path.isEmpty() ? "" : path.substring(1, slash < 0 ? path.length() : slash);
        Optional<HttpEndpoint> endpoint = OWN.contains(first) ? Optional.empty() : plugins.endpoint(first);
        if (endpoint.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        answer(request, response, endpoint.get(), slash < 0 ? "/" : path.substring(slash));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, HttpEndpoint endpoint, String rest)
            throws IOException {
        try {
            PluginAnswer.write(response, endpoint.handle(RawRequest.read(request, settings.publicUrl(), rest)));
        } catch (HttpProblem problem) {
            errors.write(response, problem);
        } catch (RuntimeException e) {
            // a plugin may throw anything; the caller is told nothing of it
            errors.write(response, Problems.of(e));
        }
    }
}
