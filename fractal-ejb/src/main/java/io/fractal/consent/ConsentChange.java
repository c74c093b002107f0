package io.fractal.consent;

import io.fractal.spi.ChannelType;
import java.util.Objects;
import java.util.UUID;

/**
 * A consent that somebody gives or takes back.
 *
 * @param channel the channel; SMS, MMS and RCS are one
 * @param address the canonical address
 * @param source how we know
 * @param messageId the message that caused it, or {@code null}
 * @param userId the user who says so, or {@code null}
 * @param note why, in people's words, or {@code null}
 */
public record ConsentChange(
        ChannelType channel, String address, ConsentSource source, UUID messageId, UUID userId, String note) {

    public ConsentChange {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(source, "source");
    }

    /** Without address and note. */
    @Override
    public String toString() {
        return "ConsentChange[" + channel + ", " + source + "]";
    }
}
