package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import io.fractal.web.errors.Problems;
import io.fractal.web.notation.JsonBody;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A JSON body that need not be there: servers differ in what they make of a request without one. */
final class OptionalBody {

    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private OptionalBody() {}

    /** What was sent; an object without fields when nothing was. */
    static JsonBody read(InputStream in, HttpHeaders headers) {
        try {
            byte[] body = in == null ? new byte[0] : in.readNBytes(JsonBodyReader.MAX_BODY + 1);
            if (body.length == 0) {
                return JsonBody.parse(EMPTY);
            }
            if (body.length > JsonBodyReader.MAX_BODY) {
                throw HttpProblem.tooLarge(JsonBodyReader.MAX_BODY);
            }
            MediaType type = headers.getMediaType();
            if (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                throw Problems.ofStatus(415);
            }
            return JsonBody.parse(body);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
