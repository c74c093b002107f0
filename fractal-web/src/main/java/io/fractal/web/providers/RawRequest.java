package io.fractal.web.providers;

import io.fractal.spi.RawWebhook;
import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.FormParameters;
import io.fractal.web.notation.MalformedFormException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a servlet request into a {@link RawWebhook}, from its bytes and without the server's own reading of parameters. */
final class RawRequest {

    /** The largest body that is read; Twilio's are a few kilobytes. */
    static final int MAX_BODY = 1024 * 1024;

    private static final String FORM = "application/x-www-form-urlencoded";

    private RawRequest() {}

    /**
     * Reads a request, once.
     *
     * @param publicUrl Fractal's public address; never taken from the request, because providers sign it
     * @param path the path below the place it was routed to, decoded
     * @throws HttpProblem 413 when the body is too large, 400 when parameters cannot be decoded
     */
    static RawWebhook read(HttpServletRequest request, String publicUrl, String path) throws IOException {
        byte[] body = body(request);
        try {
            return new RawWebhook(
                    request.getMethod().toUpperCase(Locale.ROOT),
                    url(request, publicUrl),
                    path,
                    headers(request),
                    FormParameters.ofQuery(request.getQueryString()),
                    isForm(request) ? FormParameters.parse(body) : Map.of(),
                    body);
        } catch (MalformedFormException e) {
            throw HttpProblem.of(
                    400, "MALFORMED_PARAMETERS", "The parameters cannot be decoded: " + e.getMessage() + ".");
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BODY) {
            throw HttpProblem.tooLarge(MAX_BODY);
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw HttpProblem.tooLarge(MAX_BODY);
        }
        return body;
    }

    private static String url(HttpServletRequest request, String publicUrl) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        return publicUrl + path + (query == null ? "" : "?" + query);
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>())
                    .addAll(Collections.list(request.getHeaders(name)));
        }
        return headers;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.split(";", 2)[0].trim().equalsIgnoreCase(FORM);
    }
}
