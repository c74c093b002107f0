package io.fractal.web.notation;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.NoSuchElementException;

/** Reads bytes as one JSON object and takes no liberties: UTF-8 only, no field twice, nothing that the database cannot hold. */
final class StrictJson {

    private static final int MAX_DEPTH = 32;
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private StrictJson() {}

    /**
     * Reads a body.
     *
     * @throws MalformedJsonException if it is no JSON object in UTF-8, names a field twice, is nested too deeply or holds a NUL
     */
    static JsonObject object(byte[] bytes) {
        String text = StrictText.utf8(bytes).orElseThrow(() -> new MalformedJsonException("The body is not UTF-8."));
        if (tooDeep(text)) {
            throw new MalformedJsonException("The body is nested too deeply.");
        }
        JsonValue value = parse(text);
        if (value.getValueType() != ValueType.OBJECT) {
            throw new MalformedJsonException("The body must be a JSON object.");
        }
        requireStorable(value);
        return value.asJsonObject();
    }

    private static JsonValue parse(String text) {
        requireNothingBehind(text);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException | IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
            // the parser's own words may quote the body; what it does not support are numbers of a thousand digits
            throw new MalformedJsonException("The body is not well-formed JSON.");
        }
    }

    /** The reader stops after the first value; the parser looks at what follows. */
    private static void requireNothingBehind(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                parser.next();
            }
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            // the parser's own words may quote the body
            throw new MalformedJsonException("The body is not well-formed JSON.");
        }
    }

    private static boolean tooDeep(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                if (++depth > MAX_DEPTH) {
                    return true;
                }
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return false;
    }

    private static void requireStorable(JsonValue value) {
        if (value instanceof JsonString string) {
            requireStorable(string.getString());
        } else if (value instanceof JsonArray array) {
            array.forEach(StrictJson::requireStorable);
        } else if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                requireStorable(name);
                requireStorable(member);
            });
        }
    }

    private static void requireStorable(String text) {
        if (!StrictText.storable(text)) {
            throw new MalformedJsonException(
                    "The body holds a character that is not allowed (NUL or half a surrogate pair).");
        }
    }
}
