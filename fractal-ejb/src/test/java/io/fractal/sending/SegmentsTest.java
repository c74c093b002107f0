package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.sending.SegmentCount.Encoding;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SegmentsTest {

    /** What Twilio's own calculator (npm sms-segments-calculator 1.3.0) says of many texts; kept, so that no test needs the network. */
    static Stream<JsonObject> vectors() {
        try (JsonReader reader = Json.createReader(SegmentsTest.class.getResourceAsStream("segments.json"))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aTextIsCountedAsTwiliosOwnCalculatorDoes(JsonObject vector) {
        SegmentCount count = Segments.of(vector.getString("text"));

        assertEquals(
                new SegmentCount(
                        Encoding.valueOf(vector.getString("encoding")),
                        vector.getInt("segments"),
                        vector.getInt("units")),
                count);
    }

    @Test
    void anEscapedCharacterIsNotSplitBetweenTwoSegments() {
        assertEquals(3, Segments.of("a".repeat(152) + "€" + "a".repeat(152)).segments());
        assertEquals(2, Segments.of("a".repeat(152) + "€" + "a".repeat(151)).segments());
    }

    @Test
    void aSurrogatePairIsNotSplitBetweenTwoSegments() {
        assertEquals(3, Segments.of("😀".repeat(67)).segments());
        assertEquals(2, Segments.of("😀".repeat(66)).segments());
    }

    @Test
    void aMessageWithoutTextHasNoSegment() {
        assertEquals(new SegmentCount(Encoding.GSM7, 0, 0), Segments.of(""));
        assertEquals(new SegmentCount(Encoding.GSM7, 0, 0), Segments.of(null));
    }
}
