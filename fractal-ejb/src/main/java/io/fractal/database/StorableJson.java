package io.fractal.database;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Map;

/** Tells JSON that a {@code jsonb} column keeps from what it refuses: U+0000, halves of surrogate pairs, numbers beyond its range. */
public final class StorableJson {

    /** More than any double has, written out; far less than the database takes. */
    private static final int MOST_DIGITS = 400;

    private static final JsonParserFactory PARSERS = jakarta.json.Json.createParserFactory(Map.of());

    /** What to tell whoever sent something else. */
    public static final String SENTENCE =
            "Metadata is a JSON object, with no number of more than " + MOST_DIGITS + " digits";

    private StorableJson() {}

    /** Whether a text is one JSON object, and one that can be kept. */
    public static boolean isObject(String json) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(json))) {
            boolean storable = parser.next() == Event.START_OBJECT;
            while (storable && parser.hasNext()) {
                storable = isStorable(parser.next(), parser);
            }
            return storable;
        } catch (RuntimeException malformed) { // parsers differ in what they throw, also for what is too deep
            return false;
        }
    }

    private static boolean isStorable(Event event, JsonParser parser) {
        return switch (event) {
            case KEY_NAME, VALUE_STRING -> isStorable(parser.getString());
            case VALUE_NUMBER -> isModerate(parser.getString());
            default -> true;
        };
    }

    private static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    private static boolean isModerate(String number) {
        return number.length() <= MOST_DIGITS && Math.abs((long) new BigDecimal(number).scale()) <= MOST_DIGITS;
    }
}
