package io.fractal.web.providers;

import io.fractal.spi.WebhookResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
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
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
