package io.fractal.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { \"a\" : [ 1, -0, 1.5e300, 4.9e-324, true, null, {\"b\": \"\\ud83d\\ude42 \\uffff\"} ] } ",
                "{\"\": \"\"}"
            })
    void what_the_database_keeps_is_taken(String json) {
        assertTrue(StorableJson.isObject(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{} {}",
                "{} x",
                "{\"a\": 1e200000}",
                "{\"a\": 1e-200000}",
                "{\"a\": [1e99999999999]}",
                "{\"a\": \"\\u0000\"}",
                "{\"\\u0000\": 1}",
                "{\"a\": \"\\ud83d\"}",
                "{\"a\": NaN}"
            })
    void what_it_refuses_is_refused(String json) {
        assertFalse(StorableJson.isObject(json));
    }

    @Test
    void endless_numbers_and_endless_depth_are_refused() {
        assertFalse(StorableJson.isObject("{\"a\": " + "9".repeat(200_000) + "}"));
        assertFalse(StorableJson.isObject("{\"a\": " + "[".repeat(100_000)));
    }
}
