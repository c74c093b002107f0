package io.fractal.channels;

import io.fractal.spi.ChannelType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Addresses on channels in the one spelling that is kept and compared. */
public final class Addresses {

    private static final Set<ChannelType> BY_NUMBER =
            EnumSet.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.VOICE);

    private Addresses() {}

    /**
     * The channel under which an address is kept: an MMS comes and goes by the same number as an SMS, so both are kept as SMS. The
     * message itself still says which it was.
     */
    public static ChannelType keptUnder(ChannelType channel) {
        return channel == ChannelType.MMS ? ChannelType.SMS : channel;
    }

    /** Whether people are reached by their telephone number on this channel. */
    public static boolean isByNumber(ChannelType channel) {
        return BY_NUMBER.contains(channel);
    }

    /**
     * The canonical form of an address that a provider sent. Never refuses, because what has come in must not be lost: a short code, a
     * sender's name or a provider's user id stays as it is.
     */
    public static String received(ChannelType channel, String address, String defaultRegion) {
        String trimmed = address.strip();
        if (channel == ChannelType.EMAIL) {
            return trimmed.toLowerCase(Locale.ROOT);
        }
        // Without a plus it is a short code or an id, and must not be read as a number of the default region.
        return isByNumber(channel) && trimmed.startsWith("+")
                ? PhoneNumbers.canonical(trimmed, defaultRegion).orElse(trimmed)
                : trimmed;
    }

    /**
     * The canonical form of an address that somebody wants to write to.
     *
     * @param address in any spelling, or {@code null}
     * @return empty when nobody can be reached there on this channel
     */
    public static Optional<String> writable(ChannelType channel, String address, String defaultRegion) {
        if (isByNumber(channel)) {
            return PhoneNumbers.canonical(address, defaultRegion);
        }
        return Optional.ofNullable(address)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> received(channel, text, defaultRegion));
    }
}
