package io.fractal.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request brings to prove who sends it. An API key goes before a cookie, so that a request never falls back to another
 * identity when its key is wrong.
 *
 * @param kind how it is proven
 * @param secret the key or the token; never to be logged
 */
public record Credentials(Kind kind, String secret) {

    /** The ways to prove who one is. */
    public enum Kind {
        API_KEY,
        ACCESS_TOKEN,
        SESSION
    }

    private static final String BEARER = "bearer ";

    /** Three parts in base64url: a signed token; keys have no dots. */
    private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /** What the request brings, if anything. */
    public static Optional<Credentials> of(HttpServletRequest request) {
        return ofHandshake(
                values(request, "X-API-Key"),
                values(request, "Authorization"),
                values(request, "Cookie"),
                values(request, "Sec-WebSocket-Protocol"));
    }

    /**
     * What the headers bring, if anything.
     *
     * @param apiKeys values of {@code X-API-Key}
     * @param authorizations values of {@code Authorization}
     * @param cookies values of {@code Cookie}
     */
    public static Optional<Credentials> of(List<String> apiKeys, List<String> authorizations, List<String> cookies) {
        for (String key : apiKeys) {
            return Optional.of(new Credentials(Kind.API_KEY, key.trim()));
        }
        for (String value : authorizations) {
            if (value.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
                return Optional.of(bearer(value.substring(BEARER.length()).trim()));
            }
        }
        return SessionCookie.read(cookies).map(token -> new Credentials(Kind.SESSION, token));
    }

    private static Credentials bearer(String secret) {
        return new Credentials(SIGNED.matcher(secret).matches() ? Kind.ACCESS_TOKEN : Kind.API_KEY, secret);
    }

    /**
     * What a websocket's handshake brings: browsers cannot set headers there, so a key or an access token may also come as a sub-protocol, which goes
     * before the cookie as well.
     *
     * @param protocols values of {@code Sec-WebSocket-Protocol}
     */
    public static Optional<Credentials> ofHandshake(
            List<String> apiKeys, List<String> authorizations, List<String> cookies, List<String> protocols) {
        Optional<Credentials> inHeaders = of(apiKeys, authorizations, List.of());
        return inHeaders.or(() -> ofProtocols(protocols)).or(() -> of(List.of(), List.of(), cookies));
    }

    private static Optional<Credentials> ofProtocols(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::trim)
                .map(Credentials::bearer)
                .filter(found ->
                        found.kind() == Kind.ACCESS_TOKEN || found.secret().startsWith("fk_"))
                .findFirst();
    }

    /** Whether a browser sends them without being asked. */
    public boolean byCookie() {
        return kind == Kind.SESSION;
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return new ArrayList<>(Collections.list(request.getHeaders(name)));
    }

    /** The kind only: the rest is secret. */
    @Override
    public String toString() {
        return "Credentials[" + kind + "]";
    }
}
