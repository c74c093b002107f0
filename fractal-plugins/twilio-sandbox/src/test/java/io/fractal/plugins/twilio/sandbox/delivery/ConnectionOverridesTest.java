package io.fractal.plugins.twilio.sandbox.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.plugins.twilio.sandbox.delivery.ConnectionOverrides.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionOverridesTest {

    @Test
    void withoutAFragmentOnlyAFailedConnectionIsRepeatedAndOnlyOnce() {
        ConnectionOverrides usual = ConnectionOverrides.of("https://hub.example.com/status?a=1");

        assertTrue(usual.repeats(Outcome.NO_CONNECTION, 0, 1));
        assertFalse(usual.repeats(Outcome.NO_CONNECTION, 0, 2));
        assertFalse(usual.repeats(Outcome.NO_ANSWER, 0, 1));
        assertFalse(usual.repeats(Outcome.ANSWERED, 500, 1));
    }

    @Test
    void theFragmentSaysWhenAndHowOftenAndIsNotPartOfTheAddress() {
        ConnectionOverrides told = ConnectionOverrides.of("https://hub.example.com/status?a=1#rc=2&rp=5xx,rt&rt=3000");

        assertEquals("https://hub.example.com/status?a=1", told.url());
        assertEquals(Duration.ofSeconds(3), told.readTimeout());
        assertTrue(told.repeats(Outcome.ANSWERED, 503, 2));
        assertFalse(told.repeats(Outcome.ANSWERED, 503, 3));
        assertTrue(told.repeats(Outcome.NO_ANSWER, 0, 1));
        assertFalse(told.repeats(Outcome.ANSWERED, 404, 1));
        assertFalse(told.repeats(Outcome.NO_CONNECTION, 0, 1));
    }

    @Test
    void allMeansEveryFailureAndNoSuccess() {
        ConnectionOverrides all = ConnectionOverrides.of("https://hub.example.com/#rp=all&rc=9");

        assertEquals(5, all.retries(), "Twilio's most");
        assertTrue(all.repeats(Outcome.ANSWERED, 404, 1));
        assertTrue(all.repeats(Outcome.NO_CONNECTION, 0, 1));
        assertFalse(all.repeats(Outcome.ANSWERED, 204, 1));
    }
}
