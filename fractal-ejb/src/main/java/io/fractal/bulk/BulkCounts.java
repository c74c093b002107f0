package io.fractal.bulk;

import java.util.Map;

/**
 * How many recipients of a job stand how; all but the first add up to the first.
 *
 * @param total how many were named
 */
public record BulkCounts(
        int total, int pending, int sent, int delivered, int failed, int canceled, int skipped, int unknown) {

    static BulkCounts of(int total, Map<RecipientStatus, Integer> counted) {
        return new BulkCounts(
                total,
                counted.getOrDefault(RecipientStatus.PENDING, 0),
                counted.getOrDefault(RecipientStatus.SENT, 0),
                counted.getOrDefault(RecipientStatus.DELIVERED, 0),
                counted.getOrDefault(RecipientStatus.FAILED, 0),
                counted.getOrDefault(RecipientStatus.CANCELED, 0),
                counted.getOrDefault(RecipientStatus.SKIPPED, 0),
                counted.getOrDefault(RecipientStatus.UNKNOWN, 0));
    }
}
