package io.fractal.plugins.twilio;

import io.fractal.spi.ChannelType;
import java.util.Locale;

/**
 * An address as Twilio writes it: {@code +4915112345678} for SMS and MMS, with a prefix for every other channel. What follows the
 * prefix need not be a number: WhatsApp users without a visible number have a business-scoped id such as {@code whatsapp:BR.1A2B}.
 *
 * @param channel the channel its prefix names
 * @param address the address without the prefix
 */
record ChannelAddress(ChannelType channel, String address) {

    /** Reads an address as it stands in a webhook or in the REST API. */
    static ChannelAddress parse(String address) {
        int colon = address.indexOf(':');
        if (colon < 0) {
            return new ChannelAddress(ChannelType.SMS, address);
        }
        String rest = address.substring(colon + 1);
        return switch (address.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "whatsapp" -> new ChannelAddress(ChannelType.WHATSAPP, rest);
            case "messenger" -> new ChannelAddress(ChannelType.MESSENGER, rest);
            case "rcs" -> new ChannelAddress(ChannelType.RCS, rest);
            // A channel we do not know: keep the whole address, so that nothing is lost or taken for a phone number.
            default -> new ChannelAddress(ChannelType.SMS, address);
        };
    }

    /**
     * The address as Twilio writes it.
     *
     * @throws IllegalArgumentException when Twilio's Messages API does not carry the channel
     */
    String format() {
        return switch (channel) {
            case SMS, MMS -> address;
            case WHATSAPP -> "whatsapp:" + address;
            case MESSENGER -> "messenger:" + address;
            case RCS -> "rcs:" + address;
            default -> throw new IllegalArgumentException("Twilio's Messages API does not carry " + channel);
        };
    }
}
