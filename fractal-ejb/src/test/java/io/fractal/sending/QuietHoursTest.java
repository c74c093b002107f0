package io.fractal.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.sending.QuietHours.Scope;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours NIGHT =
            new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0), null, Scope.PROMOTIONAL);

    @Test
    void theNightLastsOverMidnightAndEndsInTheMorning() {
        assertEquals(ends("2026-11-21T07:00:00Z"), NIGHT.passedAt(at("2026-11-20T20:00:00Z"), List.of(BERLIN)));
        assertEquals(ends("2026-11-21T07:00:00Z"), NIGHT.passedAt(at("2026-11-21T06:59:59Z"), List.of(BERLIN)));
        assertEquals(Optional.empty(), NIGHT.passedAt(at("2026-11-21T07:00:00Z"), List.of(BERLIN)));
        assertEquals(Optional.empty(), NIGHT.passedAt(at("2026-11-20T19:59:59Z"), List.of(BERLIN)));
    }

    @Test
    void quietHoursWithinADayEndOnThatDay() {
        QuietHours noon = new QuietHours(LocalTime.NOON, LocalTime.of(14, 0), null, Scope.ALL);

        assertEquals(ends("2026-11-20T13:00:00Z"), noon.passedAt(at("2026-11-20T11:30:00Z"), List.of(BERLIN)));
        assertEquals(Optional.empty(), noon.passedAt(at("2026-11-20T13:00:00Z"), List.of(BERLIN)));
    }

    @Test
    void aNumberThatMayBeInSeveralZonesIsWrittenToWhenItIsDayInAllOfThem() {
        List<ZoneId> america = List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Los_Angeles"));

        assertEquals(ends("2026-11-20T16:00:00Z"), NIGHT.passedAt(at("2026-11-20T13:30:00Z"), america));
    }

    @Test
    void theHourThatSummerTimeTakesAwayDoesNotLengthenTheNight() {
        assertEquals(ends("2026-03-29T06:00:00Z"), NIGHT.passedAt(at("2026-03-28T22:00:00Z"), List.of(BERLIN)));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static Optional<Instant> ends(String time) {
        return Optional.of(at(time));
    }
}
