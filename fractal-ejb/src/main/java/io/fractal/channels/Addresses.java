package io.fractal.channels;

import io.fractal.spi.ChannelType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses on channels in the one spelling that is kept and compared. */
public final class Addresses {

    private static final Set<ChannelType> BY_NUMBER =
            EnumSet.of(ChannelType.SMS, ChannelType.MMS, ChannelType.WHATSAPP, ChannelType.RCS, ChannelType.VOICE);

    /** How WhatsApp names users who keep their number to themselves: a country and an id of the business's own. */
    private static final Pattern WHATSAPP_USER = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9]{1,128}");

    /** Ids that Messenger gives to people and pages. */
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private static final Pattern MAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}.]+(\\.[^@\\s\\p{Cntrl}.]+)+");

    private static final int LONGEST_MAIL = 254;

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
     * @param address in any spelling, also with the channel before it as providers write it ({@code whatsapp:+49…}), or {@code null}
     * @return empty when nobody can be reached there on this channel
     */
    public static Optional<String> writable(ChannelType channel, String address, String defaultRegion) {
        return plain(channel, withoutPrefix(channel, address), defaultRegion);
    }

    private static String withoutPrefix(ChannelType channel, String address) {
        String prefix = channel.name() + ":";
        String text = address == null ? null : address.strip();
        return text != null && text.regionMatches(true, 0, prefix, 0, prefix.length())
                ? text.substring(prefix.length())
                : text;
    }

    private static Optional<String> plain(ChannelType channel, String address, String defaultRegion) {
        if (channel == ChannelType.WHATSAPP
                && address != null
                && WHATSAPP_USER.matcher(address.strip()).matches()) {
            return Optional.of(address.strip());
        }
        if (isByNumber(channel)) {
            return PhoneNumbers.canonical(address, defaultRegion)
                    .or(() -> Optional.ofNullable(address)
                            .flatMap(number -> PhoneNumbers.canonical(AddressAliases.dialled(number), defaultRegion)));
        }
        return Optional.ofNullable(address)
                .map(String::strip)
                .filter(text -> channel == ChannelType.EMAIL
                        ? isMail(text)
                        : USER_ID.matcher(text).matches())
                .map(text -> received(channel, text, defaultRegion));
    }

    /** Whether a text looks like an e-mail address; whether anybody reads there only a message can tell. */
    public static boolean isMail(String text) {
        return text.length() <= LONGEST_MAIL && MAIL.matcher(text).matches();
    }
}
