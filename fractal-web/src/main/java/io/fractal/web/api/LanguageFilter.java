package io.fractal.web.api;

import io.fractal.web.notation.Language;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Has the interface's sentences written in the language that the caller asks for, and tells whatever keeps answers that it did. */
public class LanguageFilter extends HttpFilter {

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.addHeader("Vary", "Accept-Language");
        try (Language.Scope scope = Language.open(Language.of(request))) {
            chain.doFilter(request, response);
        }
    }
}
