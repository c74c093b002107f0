package io.fractal.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.web.errors.HttpProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

    private static final Instant CHANGED = Instant.parse("2026-11-21T09:30:00.123456Z");

    @Test
    void aTagTellsTheStateItWasMadeOf() {
        assertEquals(CHANGED, Preconditions.expected('"' + Preconditions.tag(CHANGED) + '"'));
        assertNotEquals(Preconditions.tag(CHANGED), Preconditions.tag(CHANGED.plusNanos(1000)));
    }

    @Test
    void withoutAConditionAnyStateWillDo() {
        assertNull(Preconditions.expected(null));
        assertNull(Preconditions.expected(" "));
        assertNull(Preconditions.expected("*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "W/\"abc\"", "\"ABC\"", "\"\"", "\"abc\", \"abd\"", "\"zzzzzzzzzzzzz\"", "\"a b\""})
    void whatIsNoTagOfOursMatchesNothing(String header) {
        HttpProblem refusal = assertThrows(HttpProblem.class, () -> Preconditions.expected(header));

        assertEquals(412, refusal.status());
        assertEquals("PRECONDITION_FAILED", refusal.code());
    }
}
