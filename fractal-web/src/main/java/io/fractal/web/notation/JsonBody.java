package io.fractal.web.notation;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The JSON object that a client sent, or one inside of it, read strictly: UTF-8 only, no field twice, no NUL character, and, once
 * {@link #finish()} is called, no field that nobody asked for and none of a wrong type. For one request, on one thread.
 *
 * <p>Every reader takes the field's name and, behind it, other spellings that are taken as well; two of them with different values are
 * refused. A field that is {@code null} reads like one that is absent; {@link #has(String...)} tells them apart. What is wrong is
 * gathered, with the path to it ({@code recipients[3].to}), and told all at once.
 */
public final class JsonBody {

    /** More digits than any price, rate or coordinate has; numbers beyond would only cost the database memory. */
    private static final int MOST_DIGITS = 40;

    private static final int LATEST_YEAR = 9999;

    /** Whoever has so many fields wrong does not read further. */
    private static final int MOST_TOLD = 100;

    private final JsonObject object;
    private final String path;
    private final List<FieldProblem> problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<JsonBody> children = new ArrayList<>();

    private JsonBody(JsonObject object, String path, List<FieldProblem> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /**
     * Reads a body.
     *
     * @throws MalformedJsonException if it is no JSON object in UTF-8, names a field twice, is nested too deeply or holds a NUL
     */
    public static JsonBody parse(byte[] bytes) {
        return new JsonBody(StrictJson.object(bytes), "", new ArrayList<>());
    }

    /** Whether a field is there under one of its names, be it with the value {@code null}. */
    public boolean has(String... names) {
        known.addAll(Arrays.asList(names));
        return Arrays.stream(names).anyMatch(object::containsKey);
    }

    /** A text; null when absent. */
    public String string(String... names) {
        return read("must be a string", names, JsonBody::text);
    }

    /** An id; null when absent. */
    public UUID uuid(String... names) {
        return read("must be an id (UUID)", names, value -> text(value).flatMap(Uuids::parse));
    }

    /** A conversation's id, written as id or as sid ({@code CH…}); null when absent. */
    public UUID conversation(String... names) {
        return read(
                "must be an id (UUID) or a sid (CH…)",
                names,
                value -> text(value).flatMap(ConversationSids::parse));
    }

    /** A whole number of 32 bits; null when absent. */
    public Integer integer(String... names) {
        return read(
                "must be a whole number",
                names,
                value -> whole(value)
                        .filter(number -> number == number.intValue())
                        .map(Long::intValue));
    }

    /** A truth value; null when absent. */
    public Boolean flag(String... names) {
        return read("must be true or false", names, value -> switch (value.getValueType()) {
            case TRUE -> Optional.of(true);
            case FALSE -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** A number with or without a fraction, as it was written; null when absent. */
    public BigDecimal decimal(String... names) {
        return read("must be a number", names, JsonBody::moderate);
    }

    /** A moment, in ISO 8601 with its offset from UTC; null when absent. */
    public Instant instant(String... names) {
        return read(
                "must be a time in ISO 8601 with an offset, such as 2026-11-21T09:30:00Z",
                names,
                value -> text(value).flatMap(JsonBody::moment));
    }

    /** One of the constants of an enum, in whatever case; null when absent. */
    public <E extends Enum<E>> E constant(Class<E> type, String... names) {
        E[] constants = type.getEnumConstants();
        String message =
                "must be one of " + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
        return read(
                message,
                names,
                value -> text(value)
                        .flatMap(text -> Arrays.stream(constants)
                                .filter(constant -> constant.name().equals(text.toUpperCase(Locale.ROOT)))
                                .findFirst()));
    }

    /** A list of texts; empty when absent. */
    public List<String> strings(String... names) {
        return all("must be a list of strings", names, JsonBody::text);
    }

    /** A list of ids; empty when absent. */
    public List<UUID> uuids(String... names) {
        return all("must be a list of ids (UUIDs)", names, value -> text(value).flatMap(Uuids::parse));
    }

    /** An object whose values are texts, in the order in which they were sent; empty when absent. */
    public Map<String, String> texts(String... names) {
        Map<String, String> texts = read("must be an object whose values are strings", names, JsonBody::textsOf);
        return texts == null ? Map.of() : texts;
    }

    /**
     * The same, also written as a text that holds the object as JSON, as Twilio's own API takes the values of a template; empty when
     * absent.
     */
    public Map<String, String> textsOrJson(String... names) {
        Map<String, String> texts = read(
                "must be an object whose values are strings, or a string with such an object as JSON",
                names,
                value -> text(value)
                        .<Optional<JsonValue>>map(JsonBody::parsed)
                        .orElse(Optional.of(value))
                        .flatMap(JsonBody::textsOf));
        return texts == null ? Map.of() : texts;
    }

    /** An object as JSON text; null when absent. */
    public String objectText(String... names) {
        return read(
                "must be an object",
                names,
                value -> value instanceof JsonObject found ? Optional.of(found.toString()) : Optional.empty());
    }

    /** An object, to be read field by field in its turn; null when absent. Its problems are told by this body's {@link #finish()}. */
    public JsonBody object(String... names) {
        String name = used(names);
        JsonObject found = read(
                "must be an object",
                names,
                value -> Optional.of(value).filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject));
        return found == null ? null : child(found, name);
    }

    /** A list of objects, to be read field by field in their turn; empty when absent. */
    public List<JsonBody> list(String... names) {
        String name = used(names);
        List<JsonObject> found = all(
                "must be a list of objects",
                names,
                value -> Optional.of(value).filter(JsonObject.class::isInstance).map(JsonValue::asJsonObject));
        List<JsonBody> bodies = new ArrayList<>();
        found.forEach(item -> bodies.add(child(item, name + "[" + bodies.size() + "]")));
        return bodies;
    }

    /**
     * Notes something that is wrong with a field of this object, to be told by {@link #finish()} with everything else.
     *
     * @param message what is wrong, without the value; follows the field's name in a sentence
     */
    public void problem(String field, String message) {
        problems.add(new FieldProblem(path + shown(field), message));
    }

    /** Notes that a field is missing, be it that it is {@code null} under every of its names. */
    public void require(String... names) {
        if (value(used(names)).getValueType() == ValueType.NULL) {
            problem(names[0], "is required");
        }
    }

    /**
     * Says that every field has been asked for, here and in the objects inside.
     *
     * @throws InvalidFieldsException if fields are left over, or had the wrong type, or {@link #problem} was called
     */
    public void finish() {
        leftOver();
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems.subList(0, Math.min(problems.size(), MOST_TOLD)));
        }
    }

    private void leftOver() {
        object.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problem(name, "is not a known field"));
        known.addAll(object.keySet());
        children.forEach(JsonBody::leftOver);
    }

    private JsonBody child(JsonObject found, String name) {
        JsonBody child = new JsonBody(found, path + name + ".", problems);
        children.add(child);
        return child;
    }

    private <T> T read(String message, String[] names, Function<JsonValue, Optional<T>> reader) {
        String name = used(names);
        JsonValue value = value(name);
        if (value.getValueType() == ValueType.NULL) {
            return null;
        }
        Optional<T> read = reader.apply(value);
        if (read.isEmpty()) {
            problem(name, message);
        }
        return read.orElse(null);
    }

    private <T> List<T> all(String message, String[] names, Function<JsonValue, Optional<T>> reader) {
        List<T> items = read(message, names, value -> {
            if (value.getValueType() != ValueType.ARRAY) {
                return Optional.empty();
            }
            List<T> read = value.asJsonArray().stream()
                    .flatMap(item -> reader.apply(item).stream())
                    .toList();
            return read.size() == value.asJsonArray().size() ? Optional.of(read) : Optional.empty();
        });
        return items == null ? List.of() : items;
    }

    /** The name under which the client gave a value, or else the first. */
    private String used(String... names) {
        known.addAll(Arrays.asList(names));
        List<String> given = Arrays.stream(names)
                .filter(name -> value(name).getValueType() != ValueType.NULL)
                .toList();
        given.stream()
                .filter(name -> !value(name).equals(value(given.get(0))))
                .findFirst()
                .ifPresent(this::contradicts);
        return given.isEmpty() ? names[0] : given.get(0);
    }

    /** Once, however often the field is looked at. */
    private void contradicts(String name) {
        FieldProblem problem = new FieldProblem(path + name, "is given twice with different values");
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private JsonValue value(String name) {
        return object.getOrDefault(name, JsonValue.NULL);
    }

    private static Optional<JsonValue> parsed(String json) {
        try {
            return Optional.of(StrictJson.object(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJsonException notAnObject) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> textsOf(JsonValue value) {
        if (!(value instanceof JsonObject map) || !map.values().stream().allMatch(JsonString.class::isInstance)) {
            return Optional.empty();
        }
        Map<String, String> read = new LinkedHashMap<>();
        map.forEach((name, text) -> read.put(name, ((JsonString) text).getString()));
        return Optional.of(read);
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    private static Optional<BigDecimal> moderate(JsonValue value) {
        return Optional.of(value)
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).bigDecimalValue())
                .filter(number -> number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS);
    }

    private static Optional<Long> whole(JsonValue value) {
        try {
            return moderate(value).map(BigDecimal::longValueExact);
        } catch (ArithmeticException fractionOrTooLarge) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> moment(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() >= 1 && time.getYear() <= LATEST_YEAR
                    ? Optional.of(time.toInstant())
                    : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static String shown(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64);
    }
}
