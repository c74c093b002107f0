package io.fractal.receiving;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that came to an address which is none of our senders.
 *
 * @param channelType a name of {@link io.fractal.spi.ChannelType}
 * @param from who wrote it
 * @param to the address it was written to
 * @param body the text, empty when there is none
 */
public record UnassignedView(UUID id, String channelType, String from, String to, String body, Instant receivedAt) {

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "UnassignedView[" + id + "]";
    }
}
