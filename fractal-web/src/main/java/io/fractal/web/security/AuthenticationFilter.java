package io.fractal.web.security;

import io.fractal.configuration.Settings;
import io.fractal.identity.Caller;
import io.fractal.web.errors.ErrorAnswers;
import io.fractal.web.errors.HttpProblem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Finds out who sends a request, lets {@link Gate} decide, and makes the caller known as {@link CurrentCaller}. */
public class AuthenticationFilter extends HttpFilter {

    @Inject
    transient Authenticator authenticator;

    @Inject
    transient CurrentCaller current;

    @Inject
    transient Settings settings;

    @Inject
    transient ErrorAnswers errors;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        Optional<Credentials> credentials = Gate.needsNobody(path) ? Optional.empty() : Credentials.of(request);
        Optional<Caller> caller = credentials.flatMap(authenticator::caller);
        caller.ifPresent(current::set);
        switch (Gate.decide(attempt(request, path, credentials, caller.isPresent()))) {
            case PASS -> chain.doFilter(request, response);
            case UNAUTHENTICATED -> errors.write(response, HttpProblem.unauthenticated());
            case FORGED -> errors.write(response, forged());
            case SIGN_IN -> signIn(request, response);
        }
    }

    private Attempt attempt(
            HttpServletRequest request, String path, Optional<Credentials> credentials, boolean signedIn) {
        return new Attempt(
                request.getMethod(),
                path,
                signedIn,
                credentials.filter(Credentials::byCookie).isPresent(),
                OriginRule.allows(request.getHeader("Origin"), request.getHeader("Host"), settings.publicUrl()),
                "fractal".equals(request.getHeader("X-Requested-With")),
                "partial/ajax".equals(request.getHeader("Faces-Request")));
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    private static HttpProblem forged() {
        return HttpProblem.of(
                403,
                "CROSS_SITE_REQUEST",
                "Changes with a session cookie need the header X-Requested-With: fractal and, if any, Fractal's own Origin.");
    }

    private static void signIn(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_FOUND);
        // by hand: sendRedirect would make an address of the Host header and of what the server thinks is the scheme
        response.setHeader("Location", ReturnPath.signIn(request.getRequestURI() + (query == null ? "" : "?" + query)));
    }
}
