package io.fractal.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Internet addresses that begin alike, written as in CIDR (RFC 4632, RFC 4291 section 2.3): {@code 10.0.0.0/8}, {@code fd00::/8}, or one
 * address by itself.
 *
 * @param first any of them
 * @param bits how many bits they have in common
 */
public record AddressRange(InetAddress first, int bits) {

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]+)(?:/(\\d{1,3}))?");

    /** Names are never looked up: what is read here decides whom to believe. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Reads a range; empty when it is none. */
    public static Optional<AddressRange> parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        return address(parts.group(1)).flatMap(first -> {
            int most = first.getAddress().length * Byte.SIZE;
            int bits = parts.group(2) == null ? most : Integer.parseInt(parts.group(2));
            return bits > most ? Optional.empty() : Optional.of(new AddressRange(first, bits));
        });
    }

    /** Reads an address in numbers; empty for names and for anything else. */
    public static Optional<InetAddress> address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address is one of them; an IPv4 address is never one of a range of IPv6. */
    public boolean contains(InetAddress address) {
        byte[] own = first.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((own[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
