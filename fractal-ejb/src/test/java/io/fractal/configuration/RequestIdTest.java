package io.fractal.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestIdTest {

    @Test
    void aClosedScopeBringsBackTheOneAroundIt() {
        RequestId.Scope outer = RequestId.open("outer");
        RequestId.Scope inner = RequestId.open("inner");

        assertEquals(Optional.of("inner"), RequestId.current());
        inner.close();
        assertEquals(Optional.of("outer"), RequestId.current());
        outer.close();
        assertEquals(Optional.empty(), RequestId.current());
    }
}
