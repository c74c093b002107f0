package io.fractal.web.errors;

import io.fractal.web.notation.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The page that a browser is shown instead of the server's own. It needs neither Faces nor a session, because either may be what failed. */
final class ErrorPage {

    private static final String TEMPLATE = read("error-page.html");

    private ErrorPage() {}

    static void write(HttpServletRequest request, HttpServletResponse response, HttpProblem problem, String requestId)
            throws IOException {
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        byte[] page = page(Language.of(request), problem.status(), requestId).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    static String page(Locale language, int status, String requestId) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "io.fractal.web.errors.errors",
                language,
                ErrorPage.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, String> values = Map.of(
                "language", language.getLanguage(),
                "status", Integer.toString(status),
                "title", text(texts, "title", status),
                "text", text(texts, "text", status),
                "home", texts.getString("home"),
                "requestLabel", texts.getString("requestId"),
                "requestId", requestId == null ? "-" : requestId);
        String page = TEMPLATE;
        for (Map.Entry<String, String> value : values.entrySet()) {
            page = page.replace("{{" + value.getKey() + "}}", escaped(value.getValue()));
        }
        return page;
    }

    private static String text(ResourceBundle texts, String key, int status) {
        try {
            return texts.getString(key + "." + status);
        } catch (MissingResourceException e) {
            return texts.getString(key + (status < 500 ? ".4xx" : ".5xx"));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("{", "&#123;");
    }

    private static String read(String name) {
        try (InputStream in = ErrorPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
