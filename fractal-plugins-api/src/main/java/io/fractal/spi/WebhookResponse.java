package io.fractal.spi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * An HTTP answer.
 *
 * @param status the HTTP status code
 * @param contentType the media type with its charset; an empty string when there is no body
 * @param headers further headers, one value each; a {@code Content-Length} that is more than the body has the host close the
 *     connection after the body, as a server would that dies while it answers
 * @param body the bytes of the body
 */
public record WebhookResponse(int status, String contentType, Map<String, String> headers, byte[] body) {

    public WebhookResponse {
        Objects.requireNonNull(contentType, "contentType");
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** The bytes of the body, a copy. */
    @Override
    public byte[] body() {
        return body.clone();
    }

    /** An answer with a text body in UTF-8. */
    public static WebhookResponse text(int status, String contentType, String body) {
        return new WebhookResponse(
                status, contentType + ";charset=UTF-8", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static WebhookResponse empty(int status) {
        return new WebhookResponse(status, "", Map.of(), new byte[0]);
    }
}
