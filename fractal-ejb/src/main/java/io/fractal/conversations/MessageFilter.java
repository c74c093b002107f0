package io.fractal.conversations;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which messages to list; {@code null} leaves a criterion out.
 *
 * @param direction {@code INBOUND} or {@code OUTBOUND}
 * @param statuses any of these statuses, names of {@link io.fractal.spi.DeliveryStatus}
 * @param text what the body contains, whatever the case
 * @param since not created before
 * @param until created before
 */
public record MessageFilter(
        UUID conversationId,
        UUID contactId,
        String channelType,
        String direction,
        Set<String> statuses,
        String text,
        Instant since,
        Instant until) {}
