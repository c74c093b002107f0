package io.fractal.consent;

import io.fractal.spi.ChannelType;
import io.fractal.spi.InboundContext.OptOut;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A received message that is a consent keyword.
 *
 * @param channel the channel it came by
 * @param address the writer's canonical address
 * @param aliases other addresses of the same writer on this channel, for which the word holds as well
 * @param messageId Fractal's id of it
 * @param meaning what it asks for
 * @param source {@link ConsentSource#PROVIDER} when the provider recognised the word, else {@link ConsentSource#KEYWORD}
 * @param answerable whether Fractal has to answer, because the provider does not
 */
public record KeywordMessage(
        ChannelType channel,
        String address,
        Set<String> aliases,
        UUID messageId,
        OptOut meaning,
        ConsentSource source,
        boolean answerable) {

    public KeywordMessage {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(address, "address");
        aliases = Set.copyOf(aliases);
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(source, "source");
    }

    /** The id only: the address belongs to a person. */
    @Override
    public String toString() {
        return "KeywordMessage[" + messageId + "]";
    }
}
