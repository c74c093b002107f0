package io.fractal.conversations;

import io.fractal.spi.ChannelType;
import java.util.UUID;

/**
 * The way a message takes.
 *
 * @param channel the channel
 * @param provider the provider's name
 * @param providerAccountId Fractal's id of the account at the provider
 * @param senderId which of our senders is at our end; {@code null} when a sender pool chooses
 * @param from the writer's address
 * @param to the recipient's address
 */
public record MessageRoute(
        ChannelType channel, String provider, UUID providerAccountId, UUID senderId, String from, String to) {

    /** The channel only: addresses do not belong into a log. */
    @Override
    public String toString() {
        return "MessageRoute[" + channel + "]";
    }
}
