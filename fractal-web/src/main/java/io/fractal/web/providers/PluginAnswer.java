package io.fractal.web.providers;

import io.fractal.spi.WebhookResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes a plugin's answer. */
final class PluginAnswer {

    /** Headers that belong to the connection or to Fractal: a plugin cannot set them. */
    private static final Set<String> RESERVED =
            Set.of("connection", "content-length", "content-type", "set-cookie", "transfer-encoding", "x-request-id");

    private PluginAnswer() {}

    static void write(HttpServletResponse response, WebhookResponse answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> {
            if (!RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                response.setHeader(name, value);
            }
        });
        if (!answer.contentType().isEmpty()) {
            response.setContentType(answer.contentType());
        }
        byte[] body = answer.body();
        int announced = Math.max(body.length, announced(answer));
        response.setContentLength(announced);
        if (announced > body.length) {
            breakOff(response);
        }
        response.getOutputStream().write(body);
    }

    /** The length that the plugin itself names, 0 when it names none. */
    private static int announced(WebhookResponse answer) {
        return answer.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Length"))
                .map(Map.Entry::getValue)
                .filter(length -> length.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /** A connection that ends before the announced length is seen as cut; compressed, the answer would have no length. */
    private static void breakOff(HttpServletResponse response) {
        response.setHeader("Connection", "close");
        response.setHeader("Content-Encoding", "identity");
    }
}
