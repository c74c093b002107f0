package io.fractal.web.security;

import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that tell browsers what Fractal's answers may do. */
final class SecurityHeaders {

    static final String POLICY = "Content-Security-Policy";

    /** The policy of everything that is not written by Faces; PrimeFaces puts its own, with a nonce, in its place (web.xml). */
    private static final String STRICT_POLICY =
            "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
                    + "font-src 'self'; connect-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'self'";

    private SecurityHeaders() {}

    /**
     * The headers.
     *
     * @param https whether Fractal's public address is https
     */
    static Map<String, String> all(boolean https) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(POLICY, STRICT_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
                        + "microphone=(self), midi=(), payment=(), usb=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (https) {
            headers.put("Strict-Transport-Security", "max-age=31536000");
        }
        return headers;
    }
}
