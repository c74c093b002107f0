package io.fractal.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdFilterTest {

    @Test
    void aSaneIdIsTaken() {
        assertEquals("Trace-7.a_B", RequestIdFilter.takenOrMade("Trace-7.a_B"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a b", "a\nb", "<script>", "ü", "\"x\""})
    void anythingElseIsReplaced(String sent) {
        String id = RequestIdFilter.takenOrMade(sent);

        assertNotEquals(sent, id);
        assertEquals(36, id.length());
    }

    @Test
    void endlessIdsAreReplaced() {
        assertEquals(36, RequestIdFilter.takenOrMade("a".repeat(129)).length());
    }
}
