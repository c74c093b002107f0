package io.fractal.scheduling;

import java.time.Instant;
import java.util.UUID;

/**
 * A pass over messages that stopped moving.
 *
 * @param status {@code RUNNING} or {@code COMPLETED}
 * @param since messages accepted from this time on
 * @param until messages accepted before this time
 * @param examined how many had stopped moving; the others add up to it
 * @param changed how many the provider told something new about
 * @param unchanged how many stand as they stood
 * @param takenUp how many nobody worked on any more, and that are worked on again
 * @param unreachable how many the provider could not be asked about
 * @param finishedAt {@code null} while it runs
 */
public record ReconciliationView(
        UUID id,
        String status,
        Instant since,
        Instant until,
        int examined,
        int changed,
        int unchanged,
        int takenUp,
        int unreachable,
        Instant createdAt,
        Instant finishedAt) {}
