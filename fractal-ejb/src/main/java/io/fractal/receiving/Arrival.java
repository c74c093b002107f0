package io.fractal.receiving;

import io.fractal.channels.AccountRef;
import io.fractal.channels.SenderRef;
import io.fractal.contacts.ReachedAt;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessagePlace;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.NewestMessage;
import io.fractal.database.Ids;
import io.fractal.spi.InboundMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A message that is about to be kept.
 *
 * @param id the id it will have
 * @param message what the provider told
 * @param writer the canonical address it was written from
 * @param aliases other addresses that the channel says are the same writer's
 * @param sender which of our senders it was written to
 * @param receivedAt when it is taken in
 */
record Arrival(
        UUID id,
        InboundMessage message,
        ReachedAt writer,
        List<ReachedAt> aliases,
        SenderRef sender,
        Instant receivedAt) {

    static Arrival of(AddressedMessage addressed, SenderRef sender, Instant receivedAt) {
        return new Arrival(
                Ids.next(), addressed.message(), addressed.writer(), addressed.aliases(), sender, receivedAt);
    }

    /** Everywhere the writer is reached, where this was written from first. */
    List<ReachedAt> writers() {
        return Stream.concat(Stream.of(writer), aliases.stream()).toList();
    }

    NewestMessage newest() {
        return new NewestMessage(id, receivedAt, message.readableBody(), MessageDirection.INBOUND, message.channel());
    }

    /** The message at its place. */
    ReceivedMessage at(AccountRef account, MessagePlace place) {
        MessageRoute route = new MessageRoute(
                message.channel(), account.provider(), account.id(), sender.id(), writer.address(), sender.address());
        return new ReceivedMessage(id, place, route, message, receivedAt);
    }

    /** The id only: the rest belongs to people. */
    @Override
    public String toString() {
        return "Arrival[" + id + "]";
    }
}
