package io.fractal.channels;

import io.fractal.spi.ChannelType;
import java.util.UUID;

/**
 * One of our own addresses, as other components hold on to it.
 *
 * @param channel the channel it serves; an SMS sender serves MMS too
 * @param address the canonical address
 * @param label what people call it; its formatted address while it has no name
 */
public record SenderRef(
        UUID id, UUID workspaceId, UUID providerAccountId, ChannelType channel, String address, String label) {

    static SenderRef of(Sender sender) {
        return new SenderRef(
                sender.getId(),
                sender.getWorkspaceId(),
                sender.getProviderAccountId(),
                sender.getChannel(),
                sender.getAddress(),
                sender.getLabel());
    }
}
