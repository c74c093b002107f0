package io.fractal.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * How the consent of one address of a contact stands.
 *
 * @param addressId the id of the contact's address
 * @param channelType the channel of that address, a name of {@link io.fractal.spi.ChannelType}
 * @param address the canonical address
 * @param source how we know; {@code null} while nothing is known
 * @param messageId the message that caused the present state, or {@code null}
 * @param note why, in people's words, or {@code null}
 * @param changedAt since when; {@code null} while nothing is known
 */
public record ConsentView(
        UUID addressId,
        String channelType,
        String address,
        ConsentState state,
        ConsentSource source,
        UUID messageId,
        String note,
        Instant changedAt) {}
