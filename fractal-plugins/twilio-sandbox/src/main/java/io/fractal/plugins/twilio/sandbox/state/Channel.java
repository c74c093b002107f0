package io.fractal.plugins.twilio.sandbox.state;

/** The channels that the sandbox plays. */
public enum Channel {
    SMS(""),
    WHATSAPP("whatsapp:"),
    MESSENGER("messenger:"),
    RCS("rcs:");

    private final String prefix;

    Channel(String prefix) {
        this.prefix = prefix;
    }

    /** The channel that an address of Twilio's belongs to. */
    public static Channel of(String address) {
        for (Channel channel : values()) {
            if (channel != SMS && address.startsWith(channel.prefix)) {
                return channel;
            }
        }
        return SMS;
    }

    /** The address without its channel prefix. */
    public static String bare(String address) {
        return address.substring(of(address).prefix.length());
    }

    /** An address of this channel, whether or not it already carries a prefix. */
    public String address(String number) {
        return prefix + bare(number);
    }

    /** The word before the colon; empty for SMS. */
    public String scheme() {
        return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    }

    /** Whether free text needs an inbound message within 24 hours before it, as Meta demands. */
    public boolean hasWindow() {
        return this == WHATSAPP || this == MESSENGER;
    }

    /** Whether a message is reported as read. */
    public boolean hasReadReceipts() {
        return this != SMS;
    }

    /** Whether Twilio handles opt-out keywords; SMS, MMS and RCS share them. */
    public boolean hasOptOut() {
        return this == SMS || this == RCS;
    }
}
