package io.fractal.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What the product answered to one request. */
public record Answer(HttpResponse<byte[]> response) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SHOWN = 800;

    /** The HTTP status code. */
    public int status() {
        return response.statusCode();
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The body, unpacked when it came compressed. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(bytes());
        } catch (IOException notJson) {
            throw new AssertionError("No JSON in the answer " + this, notJson);
        }
    }

    /** What stands under {@code data} in Fractal's envelope. */
    public JsonNode data() {
        return json().path("data");
    }

    /** Fails unless the answer has this status, and shows the body then. */
    public Answer expect(int status) {
        assertEquals(status, status(), this::toString);
        return this;
    }

    /** The body, unpacked when it came compressed. */
    public byte[] bytes() {
        if (!header("Content-Encoding").filter("gzip"::equals).isPresent()) {
            return response.body();
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return unpacked.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("The compressed body of " + response.uri() + " cannot be read", broken);
        }
    }

    @Override
    public String toString() {
        String text = text();
        return response.request().method() + " " + response.uri() + " -> " + status() + " "
                + text.substring(0, Math.min(SHOWN, text.length()));
    }
}
