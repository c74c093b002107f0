package io.fractal.plugins.twilio.sandbox.state;

/** The channels that the sandbox plays. */
public enum Channel {
    SMS(""),
    WHATSAPP("whatsapp:");

    private final String prefix;

    Channel(String prefix) {
        this.prefix = prefix;
    }

    /** The channel that an address of Twilio's belongs to. */
    public static Channel of(String address) {
        return address.startsWith(WHATSAPP.prefix) ? WHATSAPP : SMS;
    }

    /** The address without its channel prefix. */
    public static String bare(String address) {
        return address.substring(of(address).prefix.length());
    }

    /** An address of this channel, whether or not it already carries a prefix. */
    public String address(String number) {
        return prefix + bare(number);
    }
}
