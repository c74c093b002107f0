package io.fractal.web.security;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a browser's request comes from one of Fractal's own pages. A page's origin is right when it is the public address, or when
 * its host is the one the request itself was sent to, so that Fractal can also be opened under another name of its machine.
 */
public final class OriginRule {

    private OriginRule() {}

    /**
     * Decides.
     *
     * @param origin the {@code Origin} header; null when none was sent, which browsers never leave out where it matters
     * @param host the {@code Host} header; null when none was sent
     * @param publicUrl Fractal's public address
     */
    public static boolean allows(String origin, String host, String publicUrl) {
        if (origin == null) {
            return true;
        }
        Optional<String> from = authority(origin);
        if (from.isEmpty()) {
            return false;
        }
        boolean isPublic = from.equals(authority(publicUrl)) && scheme(origin).equals(scheme(publicUrl));
        return isPublic || (host != null && from.equals(authority(scheme(origin) + "://" + host)));
    }

    /** Host and port in lower case, the scheme's own port left out. */
    private static Optional<String> authority(String url) {
        try {
            URI uri = URI.create(url);
            String scheme = uri.getScheme();
            if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
                return Optional.empty();
            }
            int standard = "https".equals(scheme) ? 443 : 80;
            int port = uri.getPort() == -1 ? standard : uri.getPort();
            return Optional.of(uri.getHost().toLowerCase(Locale.ROOT) + (port == standard ? "" : ":" + port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String scheme(String url) {
        int colon = url.indexOf(':');
        return colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
    }
}
