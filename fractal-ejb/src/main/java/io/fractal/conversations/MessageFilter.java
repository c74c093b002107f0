package io.fractal.conversations;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which messages to list; {@code null} leaves a criterion out.
 *
 * @param direction {@code INBOUND} or {@code OUTBOUND}
 * @param statuses any of these statuses, names of {@link io.fractal.spi.DeliveryStatus}
 * @param text what is searched for in the body
 * @param since not created before
 * @param until created before
 * @param oldestFirst whether they are wanted in the order in which they came, instead of the newest first
 */
public record MessageFilter(
        UUID conversationId,
        UUID contactId,
        String channelType,
        String direction,
        Set<String> statuses,
        String text,
        Instant since,
        Instant until,
        boolean oldestFirst) {

    /** The newest first. */
    public MessageFilter(
            UUID conversationId,
            UUID contactId,
            String channelType,
            String direction,
            Set<String> statuses,
            String text,
            Instant since,
            Instant until) {
        this(conversationId, contactId, channelType, direction, statuses, text, since, until, false);
    }

    /** Whether it asks for nothing but a direction and a channel, by which messages are counted as they come. */
    boolean isCounted() {
        return conversationId == null
                && contactId == null
                && statuses == null
                && since == null
                && until == null
                && !isSearch();
    }

    /** Whether a text is looked for. */
    boolean isSearch() {
        return text != null && !text.isBlank();
    }
}
