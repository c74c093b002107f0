package io.fractal.receiving;

import io.fractal.conversations.MessagePlace;
import io.fractal.conversations.MessageRoute;
import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundMessage;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that has just been kept, in the transaction that keeps it.
 *
 * @param messageId Fractal's id of it
 * @param place where it stands
 * @param route the way it took, with canonical addresses
 * @param inbound what the provider told
 * @param receivedAt when Fractal took it in
 */
public record ReceivedMessage(
        UUID messageId, MessagePlace place, MessageRoute route, InboundMessage inbound, Instant receivedAt) {

    /** Whose it is. */
    public UUID workspaceId() {
        return place.workspaceId();
    }

    /** Fractal's id of the account at the provider. */
    public UUID accountId() {
        return route.providerAccountId();
    }

    /** The conversation it stands in. */
    public UUID conversationId() {
        return place.conversationId();
    }

    /** Who wrote it. */
    public UUID contactId() {
        return place.contactId();
    }

    /** The channel it came by. */
    public ChannelType channel() {
        return route.channel();
    }

    /** The writer's canonical address. */
    public String from() {
        return route.from();
    }

    /** Our canonical address. */
    public String to() {
        return route.to();
    }

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "ReceivedMessage[" + messageId + "]";
    }
}
