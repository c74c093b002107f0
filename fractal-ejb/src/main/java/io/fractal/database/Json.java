package io.fractal.database;

import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.util.PGobject;

/** JSON for {@code jsonb} columns. Safe for use from several threads. */
public final class Json {

    private static final Jsonb JSONB = JsonbBuilder.create();

    /** Made once: each call of {@code jakarta.json.Json} looks through the class path for its implementation. */
    private static final JsonReaderFactory READERS = jakarta.json.Json.createReaderFactory(Map.of());

    private static final JsonGeneratorFactory GENERATORS = jakarta.json.Json.createGeneratorFactory(Map.of());

    private static final Type MAP =
            new LinkedHashMap<String, Object>() {}.getClass().getGenericSuperclass();

    private Json() {}

    /** A JSON text as a parameter of a native query, for a {@code jsonb} column. */
    public static PGobject column(String json) {
        try {
            PGobject value = new PGobject();
            value.setType("jsonb");
            value.setValue(json);
            return value;
        } catch (SQLException e) {
            throw new IllegalStateException("A PGobject takes any value", e);
        }
    }

    /** Reads a JSON text; the caller closes the reader. */
    public static JsonReader reader(String json) {
        return READERS.createReader(new StringReader(json));
    }

    /** A map, for example of a webhook's parameters, as a JSON text. Values are strings, numbers, booleans, lists or maps. */
    public static String write(Map<String, ?> map) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = GENERATORS.createGenerator(text)) {
            generator.writeStartObject();
            map.forEach((name, value) -> write(generator.writeKey(name), value));
            generator.writeEnd();
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.write(text);
        } else if (value instanceof Boolean flag) {
            generator.write(flag);
        } else if (value instanceof Number number) {
            generator.write(new BigDecimal(number.toString()));
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            map.forEach((name, member) -> write(generator.writeKey(name.toString()), member));
            generator.writeEnd();
        } else if (value instanceof Iterable<?> list) {
            generator.writeStartArray();
            list.forEach(element -> write(generator, element));
            generator.writeEnd();
        } else {
            throw new IllegalArgumentException(
                    "No JSON is written of a " + value.getClass().getName());
        }
    }

    /** The map that {@link #write(Map)} made a text of; nested objects become maps, numbers {@link java.math.BigDecimal}. */
    public static Map<String, Object> read(String json) {
        return JSONB.fromJson(json, MAP);
    }
}
