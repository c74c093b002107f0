package io.fractal.contacts;

import io.fractal.channels.AddressAliases;
import io.fractal.channels.Addresses;
import io.fractal.spi.ChannelType;

/**
 * An address on a channel.
 *
 * @param channel the channel it is kept under, see {@link Addresses#keptUnder(ChannelType)}
 * @param address the canonical address
 */
public record ReachedAt(ChannelType channel, String address) {

    public ReachedAt {
        channel = Addresses.keptUnder(channel);
    }

    /** The same under the spelling that stands for all spellings of the address, for comparing. */
    ReachedAt identity() {
        return new ReachedAt(channel, AddressAliases.identity(address));
    }

    /** The address only belongs into a database, not into a log. */
    @Override
    public String toString() {
        return "ReachedAt[" + channel + "]";
    }
}
