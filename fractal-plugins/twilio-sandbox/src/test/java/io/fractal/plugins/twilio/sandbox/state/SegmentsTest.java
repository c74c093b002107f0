package io.fractal.plugins.twilio.sandbox.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The last two were computed with the segment calculator that Twilio points to. */
class SegmentsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", 1),
                Arguments.of("a".repeat(160), 1),
                Arguments.of("a".repeat(161), 2),
                Arguments.of("a".repeat(306), 2),
                Arguments.of("a".repeat(307), 3),
                Arguments.of("€".repeat(80), 1),
                Arguments.of("€".repeat(81), 2),
                Arguments.of("ß".repeat(160), 1),
                Arguments.of("Ç".repeat(160), 1),
                Arguments.of("ç".repeat(70), 1),
                Arguments.of("ç".repeat(71), 2),
                Arguments.of("`" + "a".repeat(70), 2),
                Arguments.of("😀".repeat(35), 1),
                Arguments.of("a".repeat(152) + "€" + "a".repeat(152), 3),
                Arguments.of("😀".repeat(67), 3));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void countsAsTwilioDoes(String text, int segments) {
        assertEquals(segments, Segments.count(text));
    }
}
