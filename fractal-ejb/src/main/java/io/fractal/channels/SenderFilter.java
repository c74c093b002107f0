package io.fractal.channels;

import io.fractal.spi.ChannelType;
import io.fractal.spi.ProviderSender.Kind;

/**
 * Which senders to list. Everything may be {@code null}.
 *
 * @param channel only those that carry this channel
 * @param kind only those of this kind
 * @param retired only those that are out of use, or only those that are not
 */
public record SenderFilter(ChannelType channel, Kind kind, Boolean retired) {

    /** Every sender. */
    public static final SenderFilter ALL = new SenderFilter(null, null, null);
}
