package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import io.fractal.web.notation.JsonBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;

/** Reads request bodies strictly and up to a limit, which {@link LargeBody} raises. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonBodyReader implements MessageBodyReader<JsonBody> {

    /** Far more than the longest message with ten media addresses and metadata. */
    static final int MAX_BODY = 256 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == JsonBody.class;
    }

    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        int most = Arrays.stream(annotations)
                .filter(LargeBody.class::isInstance)
                .mapToInt(large -> ((LargeBody) large).value())
                .findFirst()
                .orElse(MAX_BODY);
        byte[] body = in.readNBytes(most + 1);
        if (body.length > most) {
            throw HttpProblem.tooLarge(most);
        }
        return JsonBody.parse(body);
    }
}
