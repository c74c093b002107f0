package io.fractal.database;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where reading a list goes on: behind the item with these sort keys. Unlike a page's number it costs the same however deep the reader
 * has come, and nothing is skipped or shown twice when items arrive in between. Clients are handed {@link #encoded()} and do not look
 * inside; whatever comes back is checked, because anybody can write one.
 *
 * @param list the list and order that the keys belong to
 * @param total how many items the list held when its reading began: counting them again at each step would cost more than the step
 * @param totalExact whether these were counted
 * @param keys the sort keys of the last item that was read, as texts; single ones may be {@code null}
 */
public record Cursor(String list, long total, boolean totalExact, List<String> keys) {

    private static final int LONGEST = 4096;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    public Cursor {
        keys = Collections.unmodifiableList(keys);
    }

    /**
     * The place behind an item.
     *
     * @param list the list and its order
     * @param keys the item's sort keys: {@link Instant}, {@link UUID}, {@link String}, numbers, or {@code null}
     */
    public static Cursor of(String list, Object... keys) {
        return new Cursor(
                list,
                0,
                true,
                Stream.of(keys).map(key -> Objects.toString(key, null)).toList());
    }

    /** The same place in a list of so many items. */
    public Cursor in(long itemsInAll) {
        return in(Total.exactly(itemsInAll));
    }

    /** The same place in a list that may have been too long to be counted. */
    public Cursor in(Total itemsInAll) {
        return new Cursor(list, itemsInAll.items(), itemsInAll.exact(), keys);
    }

    /**
     * Reads what a client sent.
     *
     * @throws InvalidCursorException when it is not one of ours
     */
    public static Cursor parse(String encoded) {
        if (encoded.length() > LONGEST) {
            throw new InvalidCursorException();
        }
        try (JsonReader reader = io.fractal.database.Json.reader(decoded(encoded))) {
            JsonArray parts = reader.readArray();
            List<String> keys = parts.stream().skip(2).map(Cursor::key).toList();
            // what was not counted is written with a minus
            long total = parts.getJsonNumber(1).longValueExact();
            return new Cursor(parts.getString(0), Math.abs(total), total >= 0, keys);
        } catch (JsonException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | ArithmeticException
                | IndexOutOfBoundsException
                | CharacterCodingException notOurs) {
            throw new InvalidCursorException();
        }
    }

    private static String decoded(String encoded) throws CharacterCodingException {
        byte[] bytes = Base64.getUrlDecoder().decode(encoded);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String key(JsonValue value) {
        if (value == JsonValue.NULL) {
            return null;
        }
        String text = ((JsonString) value).getString();
        if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("No database keeps such a text");
        }
        return text;
    }

    /** The opaque text for clients, fit for addresses. */
    public String encoded() {
        JsonArrayBuilder parts = Json.createArrayBuilder().add(list).add(totalExact ? total : -total);
        keys.forEach(key -> parts.add(key == null ? JsonValue.NULL : Json.createValue(key)));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.build().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a key is {@code null}. */
    public boolean isNull(int index) {
        return key(index) == null;
    }

    /**
     * A key that is a text.
     *
     * @throws InvalidCursorException when there is no such key, or it is {@code null}
     */
    public String text(int index) {
        String text = key(index);
        if (text == null) {
            throw new InvalidCursorException();
        }
        return text;
    }

    /**
     * A key that is a moment.
     *
     * @throws InvalidCursorException when it is none that the database can hold
     */
    public Instant instant(int index) {
        try {
            Instant instant = Instant.parse(text(index));
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new InvalidCursorException();
            }
            return instant;
        } catch (DateTimeException notOurs) {
            throw new InvalidCursorException();
        }
    }

    /**
     * A key that is an id.
     *
     * @throws InvalidCursorException when it is none
     */
    public UUID uuid(int index) {
        try {
            return UUID.fromString(text(index));
        } catch (IllegalArgumentException notOurs) {
            throw new InvalidCursorException();
        }
    }

    /**
     * A key that is a whole number.
     *
     * @throws InvalidCursorException when it is none
     */
    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException notOurs) {
            throw new InvalidCursorException();
        }
    }

    private String key(int index) {
        if (index >= keys.size()) {
            throw new InvalidCursorException();
        }
        return keys.get(index);
    }
}
