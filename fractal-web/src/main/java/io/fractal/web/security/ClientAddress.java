package io.fractal.web.security;

import io.fractal.configuration.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * From where a request comes. Each proxy on the way appends to {@code X-Forwarded-For} who called it; whoever calls first can write
 * there what they like. So the header is read from its end, for as long as the one who wrote the entry is trusted.
 */
public final class ClientAddress {

    private ClientAddress() {}

    /**
     * The address of the first one on the way whom nobody trusted has vouched for, or the first of all.
     *
     * @param peer the address that the connection comes from
     * @param forwardedFor the values of {@code X-Forwarded-For}, in their order
     * @param trusted the proxies that are believed
     */
    public static String of(String peer, List<String> forwardedFor, List<AddressRange> trusted) {
        List<String> way = new ArrayList<>();
        forwardedFor.forEach(value -> Collections.addAll(way, value.split(",")));
        String address = peer;
        for (int i = way.size() - 1; i >= 0 && isTrusted(address, trusted); i--) {
            Optional<InetAddress> before =
                    AddressRange.address(withoutPort(way.get(i).strip()));
            if (before.isEmpty()) {
                return address;
            }
            address = before.get().getHostAddress();
        }
        return address;
    }

    private static boolean isTrusted(String address, List<AddressRange> trusted) {
        return AddressRange.address(address)
                .filter(known -> trusted.stream().anyMatch(range -> range.contains(known)))
                .isPresent();
    }

    /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String entry) {
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            return end < 0 ? entry : entry.substring(1, end);
        }
        int colon = entry.indexOf(':');
        return colon >= 0 && colon == entry.lastIndexOf(':') ? entry.substring(0, colon) : entry;
    }
}
