package io.fractal.receiving;

import io.fractal.channels.Addresses;
import io.fractal.contacts.ReachedAt;
import io.fractal.spi.InboundMessage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A received message with the canonical addresses of both ends.
 *
 * @param writer who wrote it
 * @param aliases other addresses that the channel says are the same writer's
 * @param to the address it was written to
 */
record AddressedMessage(InboundMessage message, ReachedAt writer, List<ReachedAt> aliases, String to) {

    static AddressedMessage of(InboundMessage message, String defaultRegion) {
        ReachedAt writer = writer(message, message.from(), defaultRegion);
        return new AddressedMessage(
                message,
                writer,
                message.context().aliases().stream()
                        .filter(alias -> !alias.isBlank())
                        .map(alias -> writer(message, alias, defaultRegion))
                        .filter(alias -> !alias.equals(writer))
                        .sorted(Comparator.comparing(ReachedAt::address))
                        .toList(),
                Addresses.received(message.channel(), message.to(), defaultRegion));
    }

    private static ReachedAt writer(InboundMessage message, String address, String defaultRegion) {
        return new ReachedAt(message.channel(), Addresses.received(message.channel(), address, defaultRegion));
    }

    /** Everywhere the writer is reached, where this was written from first. */
    List<ReachedAt> writers() {
        return Stream.concat(Stream.of(writer), aliases.stream()).toList();
    }

    /** The id only: the rest belongs to people. */
    @Override
    public String toString() {
        return "AddressedMessage[" + message.providerMessageId() + "]";
    }
}
