package io.fractal.bulk;

import java.time.Instant;
import java.util.UUID;

/**
 * A job as it is shown. What is not said to be present may be {@code null}.
 *
 * @param id present
 * @param status present
 * @param channelType a name of {@link io.fractal.spi.ChannelType}; present
 * @param from one of our own addresses
 * @param metadataJson a JSON object
 * @param scheduledAt nothing goes out before
 * @param startedAt when the first message was made
 * @param finishedAt when nothing was left to do
 * @param createdAt present
 * @param updatedAt present
 * @param counts present
 */
public record BulkJobView(
        UUID id,
        String name,
        BulkStatus status,
        String channelType,
        String body,
        String templateId,
        String from,
        String metadataJson,
        Instant scheduledAt,
        Instant startedAt,
        Instant finishedAt,
        Instant createdAt,
        Instant updatedAt,
        BulkCounts counts) {

    /** The id only: the rest is what people write. */
    @Override
    public String toString() {
        return "BulkJobView[" + id + "]";
    }
}
