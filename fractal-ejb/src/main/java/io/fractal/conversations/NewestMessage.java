package io.fractal.conversations;

import io.fractal.spi.ChannelType;
import java.time.Instant;
import java.util.UUID;

/**
 * What a conversation shows of the message that is about to become its newest.
 *
 * @param body the whole text, empty when there is none
 */
public record NewestMessage(UUID messageId, Instant at, String body, MessageDirection direction, ChannelType channel) {

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "NewestMessage[" + messageId + "]";
    }
}
