package io.fractal.receiving;

import io.fractal.channels.Addresses;
import io.fractal.contacts.ReachedAt;
import io.fractal.spi.InboundMessage;

/**
 * A received message with the canonical addresses of both ends.
 *
 * @param writer who wrote it
 * @param to the address it was written to
 */
record AddressedMessage(InboundMessage message, ReachedAt writer, String to) {

    static AddressedMessage of(InboundMessage message, String defaultRegion) {
        return new AddressedMessage(
                message,
                new ReachedAt(message.channel(), Addresses.received(message.channel(), message.from(), defaultRegion)),
                Addresses.received(message.channel(), message.to(), defaultRegion));
    }

    /** The id only: the rest belongs to people. */
    @Override
    public String toString() {
        return "AddressedMessage[" + message.providerMessageId() + "]";
    }
}
