package io.fractal.web.notation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes records as JSON: fields without a value are written as {@code null}, times as ISO 8601 with milliseconds. Safe for use by
 * many threads.
 */
@ApplicationScoped
public class JsonEncoder {

    private static final Logger LOG = System.getLogger(JsonEncoder.class.getName());

    /** Made once: each call of {@code Json} looks through the class path for its implementation. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private Jsonb jsonb;

    @PostConstruct
    void open() {
        jsonb = JsonbBuilder.create(new JsonbConfig()
                .withNullValues(true)
                .withSerializers(new InstantSerializer(), new UuidSerializer(), new JoinedSerializer()));
    }

    @PreDestroy
    void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            // AutoCloseable declares no less; the application is ending, and nothing depends on it
            LOG.log(Level.DEBUG, "Cannot close the JSON binding", e);
        }
    }

    /** The value as JSON text. */
    public String text(Object value) {
        return jsonb.toJson(value);
    }

    /** The value as JSON text in UTF-8. */
    public byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * JSON that is stored as text, as a value to be embedded in a larger answer.
     *
     * @param stored JSON text; null and what is no JSON give an empty object
     */
    public static JsonValue embedded(String stored) {
        if (stored == null || stored.isBlank() || stored.equals("{}")) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = READERS.createReader(new StringReader(stored))) {
            return reader.readValue();
        } catch (JsonException e) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
