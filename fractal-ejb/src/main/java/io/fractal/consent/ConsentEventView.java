package io.fractal.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * One step in the history of a consent.
 *
 * @param channelType the channel, SMS for SMS, MMS and RCS together
 * @param address the address in the spelling that stands for all of its spellings
 * @param state how things stood afterwards
 * @param keyword {@code STOP}, {@code START} or {@code HELP} when a message asked for it, else {@code null}
 * @param messageId the message that caused it, or {@code null}
 * @param userId the user who said so, or {@code null}
 * @param userName that user's name, or {@code null}
 * @param note why, in people's words, or {@code null}
 */
public record ConsentEventView(
        UUID id,
        String channelType,
        String address,
        ConsentState state,
        ConsentSource source,
        String keyword,
        UUID messageId,
        UUID userId,
        String userName,
        String note,
        Instant createdAt) {}
