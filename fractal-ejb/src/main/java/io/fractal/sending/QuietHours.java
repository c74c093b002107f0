package io.fractal.sending;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * The hours in which people are left alone. Messages that come to their turn then wait until the hours have passed.
 *
 * @param from when they begin
 * @param until when they end; before {@code from} when they last over midnight
 * @param timeZone where, or {@code null} for where the recipient is
 * @param scope what has to wait
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId timeZone, Scope scope) {

    /** Zones of one country are at most ten hours apart, so that a few steps leave the quiet hours of all of them, or never do. */
    private static final int MOST_STEPS = 4;

    public QuietHours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(scope, "scope");
    }

    /** What has to wait. */
    public enum Scope {
        /** Mass mailings, and templates approved for marketing. */
        PROMOTIONAL,
        /** Every message. */
        ALL
    }

    /**
     * When the quiet hours that a moment lies in have passed in all of some zones.
     *
     * @return empty when it lies in none
     */
    Optional<Instant> passedAt(Instant now, Collection<ZoneId> zones) {
        Instant time = now;
        for (int step = 0; step < MOST_STEPS; step++) {
            Instant moment = time;
            Optional<Instant> later = zones.stream()
                    .flatMap(zone -> passedAt(moment.atZone(zone)).stream())
                    .max(Comparator.naturalOrder());
            if (later.isEmpty()) {
                break;
            }
            time = later.get();
        }
        return time.equals(now) ? Optional.empty() : Optional.of(time);
    }

    private Optional<Instant> passedAt(ZonedDateTime there) {
        if (!isQuiet(there.toLocalTime())) {
            return Optional.empty();
        }
        ZonedDateTime end = there.with(until);
        return Optional.of((end.isAfter(there) ? end : there.plusDays(1).with(until)).toInstant());
    }

    private boolean isQuiet(LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }
}
