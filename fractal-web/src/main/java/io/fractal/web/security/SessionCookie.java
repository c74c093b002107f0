package io.fractal.web.security;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cookie of a signed-in browser. Written and read by hand, because the servers differ in what they do to cookies and because
 * the websocket handshake offers raw headers only.
 */
public final class SessionCookie {

    /** The cookie's name. */
    public static final String NAME = "fractal_session";

    private SessionCookie() {}

    /**
     * The session token in {@code Cookie} headers.
     *
     * @param headers the values of the headers
     */
    public static Optional<String> read(List<String> headers) {
        for (String header : headers) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).trim().equals(NAME)) {
                    String token = pair.substring(equals + 1).trim();
                    return token.isEmpty() ? Optional.empty() : Optional.of(token);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The value of {@code Set-Cookie} that signs a browser in.
     *
     * @param token the session's token
     * @param lifetime how long the browser keeps it
     * @param secure whether it goes over https only
     */
    public static String issue(String token, Duration lifetime, boolean secure) {
        return attributes(NAME + "=" + token, Math.max(0, lifetime.toSeconds()), secure);
    }

    /** The value of {@code Set-Cookie} that signs a browser out. */
    public static String clear(boolean secure) {
        return attributes(NAME + "=", 0, secure);
    }

    private static String attributes(String pair, long maxAge, boolean secure) {
        return pair + "; Path=/; Max-Age=" + maxAge + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
