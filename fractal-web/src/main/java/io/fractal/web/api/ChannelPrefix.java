package io.fractal.web.api;

import io.fractal.spi.ChannelType;
import java.util.Locale;
import java.util.Set;

/**
 * An address as Twilio writes it, with its channel before it: {@code whatsapp:+4915799912345}.
 *
 * @param channel a name of {@link ChannelType}, or {@code null} without a prefix
 * @param address without the prefix, or {@code null}
 */
record ChannelPrefix(String channel, String address) {

    private static final Set<String> PREFIXES =
            Set.of(ChannelType.WHATSAPP.name(), ChannelType.MESSENGER.name(), ChannelType.RCS.name());

    static ChannelPrefix of(String written) {
        int colon = written == null ? -1 : written.indexOf(':');
        String prefix = colon < 0 ? "" : written.substring(0, colon).strip().toUpperCase(Locale.ROOT);
        return PREFIXES.contains(prefix)
                ? new ChannelPrefix(prefix, written.substring(colon + 1))
                : new ChannelPrefix(null, written);
    }
}
