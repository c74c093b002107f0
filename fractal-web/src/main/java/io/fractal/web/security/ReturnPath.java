package io.fractal.web.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where somebody wanted to go before being asked to sign in. Only a path of Fractal's own is ever followed. */
public final class ReturnPath {

    /** The query parameter of the sign-in page that carries it. */
    public static final String PARAMETER = "return";

    private static final int LONGEST = 1024;

    private ReturnPath() {}

    /** The path when it is safe to be redirected to. */
    public static Optional<String> safe(String path) {
        if (path == null || path.length() > LONGEST || !path.startsWith("/") || path.startsWith("//")) {
            return Optional.empty();
        }
        boolean plain = path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        boolean circular = path.equals("/login") || path.startsWith("/login?");
        return plain && !circular ? Optional.of(path) : Optional.empty();
    }

    /** The sign-in page's address for somebody who wanted to go to a path. */
    public static String signIn(String wanted) {
        return safe(wanted)
                .filter(path -> !path.equals("/"))
                .map(path -> "/login?" + PARAMETER + "=" + URLEncoder.encode(path, StandardCharsets.UTF_8))
                .orElse("/login");
    }
}
