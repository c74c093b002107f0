package io.fractal.web.inbox;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves {@code /assets/{version}/…} from {@code /assets/…}. Only the present version may be kept by browsers: a page of an older
 * release that is still open gets today's file, and asks again next time.
 */
public class AssetFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Pattern VERSIONED = Pattern.compile("/assets/([0-9a-f]{12})(/.+)");

    @Inject
    transient AssetVersion version;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Matcher versioned = VERSIONED.matcher(request.getServletPath());
        boolean named = versioned.matches();
        if (!named || !versioned.group(1).equals(version.name())) {
            response.setHeader("Cache-Control", "no-cache");
        }
        if (named) {
            request.getRequestDispatcher("/assets" + versioned.group(2)).forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
