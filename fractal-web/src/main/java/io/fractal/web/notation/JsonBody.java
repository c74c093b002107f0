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
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;

/**
 * The JSON object that a client sent, read strictly: UTF-8 only, no field twice, no NUL character, and, once {@link #finish()} is
 * called, no field that nobody asked for and none of a wrong type. For one request, on one thread.
 */
public final class JsonBody {

    private static final int MAX_DEPTH = 32;
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private final JsonObject object;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<FieldProblem> problems = new ArrayList<>();

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /**
     * Reads a body.
     *
     * @throws MalformedJsonException if it is no JSON object in UTF-8, names a field twice, is nested too deeply or holds a NUL
     */
    public static JsonBody parse(byte[] bytes) {
        String text = StrictText.utf8(bytes).orElseThrow(() -> new MalformedJsonException("The body is not UTF-8."));
        if (tooDeep(text)) {
            throw new MalformedJsonException("The body is nested too deeply.");
        }
        JsonValue value = parse(text);
        if (value.getValueType() != ValueType.OBJECT) {
            throw new MalformedJsonException("The body must be a JSON object.");
        }
        requireStorable(value);
        return new JsonBody(value.asJsonObject());
    }

    private static JsonValue parse(String text) {
        requireNothingBehind(text);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException | IllegalStateException | NumberFormatException e) {
            // the parser's own words may quote the body
            throw new MalformedJsonException("The body is not well-formed JSON.");
        }
    }

    /** The reader stops after the first value; the parser looks at what follows. */
    private static void requireNothingBehind(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
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
            array.forEach(JsonBody::requireStorable);
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

    /** A text; null when absent. */
    public String string(String field) {
        return switch (type(field)) {
            case NULL -> null;
            case STRING -> object.getString(field);
            default -> wrong(field, "must be a string");
        };
    }

    /** An id; null when absent. */
    public UUID uuid(String field) {
        String text = string(field);
        if (text == null) {
            return null;
        }
        return Uuids.parse(text).orElseGet(() -> wrong(field, "must be an id (UUID)"));
    }

    /** A list of texts; empty when absent. */
    public List<String> strings(String field) {
        return switch (type(field)) {
            case NULL -> List.of();
            case ARRAY -> strings(field, object.getJsonArray(field));
            default -> {
                wrong(field, "must be a list of strings");
                yield List.of();
            }
        };
    }

    private List<String> strings(String field, JsonArray array) {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array) {
            if (value instanceof JsonString string) {
                texts.add(string.getString());
            } else {
                wrong(field, "must be a list of strings");
                return List.of();
            }
        }
        return List.copyOf(texts);
    }

    /** An object as JSON text; null when absent. */
    public String objectText(String field) {
        return switch (type(field)) {
            case NULL -> null;
            case OBJECT -> object.getJsonObject(field).toString();
            default -> wrong(field, "must be an object");
        };
    }

    /**
     * Says that every field has been asked for.
     *
     * @throws InvalidFieldsException if fields are left over, or had the wrong type
     */
    public void finish() {
        for (String name : object.keySet()) {
            if (!known.contains(name)) {
                problems.add(new FieldProblem(shown(name), "is not a known field"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }

    private ValueType type(String field) {
        known.add(field);
        return object.getOrDefault(field, JsonValue.NULL).getValueType();
    }

    private <T> T wrong(String field, String message) {
        problems.add(new FieldProblem(field, message));
        return null;
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
