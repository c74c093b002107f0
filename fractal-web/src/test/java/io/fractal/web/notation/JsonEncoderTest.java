package io.fractal.web.notation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {

    private final JsonEncoder json = new JsonEncoder();

    @BeforeEach
    void open() {
        json.open();
    }

    @AfterEach
    void close() {
        json.close();
    }

    @Test
    void writesRecordsWithNullsMillisecondsAndEmbeddedJson() {
        Thing thing = new Thing(
                UUID.fromString("0190f3c2-7a5e-7000-8000-000000000001"),
                null,
                Instant.parse("2026-11-21T09:00:00Z"),
                new BigDecimal("-0.0075"),
                List.of("a"),
                JsonEncoder.embedded("{\"order\":7}"));

        assertEquals(
                "{\"at\":\"2026-11-21T09:00:00.000Z\",\"id\":\"0190f3c2-7a5e-7000-8000-000000000001\","
                        + "\"metadata\":{\"order\":7},\"name\":null,\"price\":-0.0075,\"tags\":[\"a\"]}",
                json.text(thing));
    }

    @Test
    void joinsTwoRecordsIntoOneObject() {
        Joined joined = new Joined(new Row("a", null), new More(List.of(new Row("b", Instant.EPOCH)), true));

        assertEquals(
                "{\"name\":\"a\",\"at\":null,\"rows\":[{\"at\":\"1970-01-01T00:00:00.000Z\",\"name\":\"b\"}],\"more\":true}",
                json.text(joined));
    }

    @Test
    void cutsTimesToMilliseconds() {
        assertEquals(
                "{\"at\":\"2026-11-21T09:00:00.123Z\",\"name\":\"n\"}",
                json.text(new Row("n", Instant.parse("2026-11-21T09:00:00.123987Z"))));
    }

    @Test
    void embedsAnEmptyObjectForWhatIsNoJson() {
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, JsonEncoder.embedded(null));
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, JsonEncoder.embedded("{oops"));
    }

    /** Public, as all our representations are. */
    public record Thing(UUID id, String name, Instant at, BigDecimal price, List<String> tags, JsonValue metadata) {}

    /** One part. */
    public record Row(String name, Instant at) {}

    /** Another part. */
    public record More(List<Row> rows, boolean more) {}
}
