package io.fractal.contacts;

import java.time.Instant;
import java.util.UUID;

/**
 * One way to reach a contact, with everything that is kept of it.
 *
 * @param type the channel, a name of {@link io.fractal.spi.ChannelType}
 * @param identifier the canonical address, E.164 for phone numbers
 * @param verified whether the contact has written from there, or somebody vouches for it
 * @param primary whether the contact is written to here when nobody chooses
 */
public record ChannelView(
        UUID id, String type, String identifier, boolean verified, boolean primary, Instant createdAt) {}
