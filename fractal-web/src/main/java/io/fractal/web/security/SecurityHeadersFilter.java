package io.fractal.web.security;

import io.fractal.configuration.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Map;

/** Puts the security and cache headers on every answer. */
public class SecurityHeadersFilter extends HttpFilter {

    private static final String UNCHANGING = "public, max-age=31536000, immutable";

    @Inject
    transient Settings settings;

    private transient Map<String, String> headers;

    @Override
    public void init() {
        headers = SecurityHeaders.all(settings.publicUrl().startsWith("https:"));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        headers.forEach(response::setHeader);
        caching(request.getRequestURI(), response);
        chain.doFilter(request, new OnePolicy(response));
    }

    private static void caching(String path, HttpServletResponse response) {
        if (path.startsWith("/assets/")) {
            response.setHeader("Cache-Control", UNCHANGING);
        } else if (!path.startsWith("/jakarta.faces.resource/")) {
            // what people and programs read here is theirs alone; an answer with a rule of its own replaces this one
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /**
     * Lets a later policy replace the first instead of standing beside it: PrimeFaces adds its header, and a browser that is sent two
     * policies obeys both, so that the nonce in one would be of no use.
     */
    private static final class OnePolicy extends HttpServletResponseWrapper {

        OnePolicy(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (SecurityHeaders.POLICY.equalsIgnoreCase(name)) {
                super.setHeader(name, value);
            } else {
                super.addHeader(name, value);
            }
        }
    }
}
