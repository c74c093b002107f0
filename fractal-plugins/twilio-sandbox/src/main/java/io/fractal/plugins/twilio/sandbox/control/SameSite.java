package io.fractal.plugins.twilio.sandbox.control;

import io.fractal.spi.RawWebhook;
import java.net.URI;
import java.util.Optional;

/** Keeps other web sites from steering the sandbox through the browser of someone who can reach it. */
final class SameSite {

    private SameSite() {}

    /**
     * @throws BadRequest with 403 or 415 when the request may come from another site's page
     */
    static void check(RawWebhook request) {
        if (request.header("Sec-Fetch-Site")
                .filter("cross-site"::equalsIgnoreCase)
                .isPresent()) {
            throw new BadRequest(403, "Requests from other sites are refused");
        }
        Optional<String> origin = request.header("Origin");
        if (origin.isPresent() && !isOwn(origin.get(), request)) {
            throw new BadRequest(403, "Requests from other sites are refused");
        }
        // A form of another site cannot send this type without asking first.
        boolean json = request.header("Content-Type")
                .filter(type -> type.toLowerCase(java.util.Locale.ROOT).startsWith("application/json"))
                .isPresent();
        if (request.method().equals("POST") && !json) {
            throw new BadRequest(415, "The content type must be application/json");
        }
    }

    /** The page may be opened by another name than the public address, such as 127.0.0.1 for localhost. */
    private static boolean isOwn(String origin, RawWebhook request) {
        String authority = authority(origin);
        return !authority.isEmpty()
                && (authority.equalsIgnoreCase(authority(request.url()))
                        || authority.equalsIgnoreCase(request.header("Host").orElse("")));
    }

    private static String authority(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getRawAuthority()).orElse("");
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
