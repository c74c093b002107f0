package io.fractal.media;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells addresses of the open network from those of this machine and of private networks. */
public final class PublicAddresses {

    /** Names that never stand for anything on the open network (RFC 6761, RFC 6762, RFC 9476). */
    private static final Pattern PRIVATE_NAME = Pattern.compile("(.*\\.)?(localhost|local|internal)\\.?");

    /** What is read as numbers, without asking anybody. */
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+");

    private PublicAddresses() {}

    /**
     * Whether somebody outside can reach an address, as far as its spelling tells: names are not looked up.
     *
     * @param url absolute, with a host
     */
    public static boolean mayBe(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (!LITERAL.matcher(host).matches()) {
            return !PRIVATE_NAME.matcher(host).matches();
        }
        try {
            return !isInside(InetAddress.getByName(host));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /** Whether it belongs to this machine, to a private network, or to nobody in particular. */
    static boolean isInside(InetAddress address) {
        byte first = address.getAddress()[0];
        boolean uniqueLocal = address.getAddress().length == 16 && (first & 0xfe) == 0xfc;
        return uniqueLocal
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
