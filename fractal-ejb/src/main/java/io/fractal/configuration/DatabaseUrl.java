package io.fractal.configuration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.Driver;

/**
 * Where the database is, as {@code DATABASE_URL} says: in the form of hosting platforms
 * ({@code postgresql://user:p%40ss@host:5432/database?sslmode=require}, PostgreSQL's manual, "Connection URIs") or in that of JDBC.
 *
 * @param jdbcUrl the address in JDBC's form; it may carry a password in its parameters, so it is not for logs
 * @param user the user, unless the address itself carries it
 * @param password the password, unless the address itself carries it
 */
public record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {

    private static final String JDBC_PREFIX = "jdbc:postgresql:";
    private static final String HOST = "(?:\\[[0-9a-fA-F:.]+]|[^:@/?#,\\[\\]]+)(?::\\d{1,5})?";
    private static final Pattern URI_FORM = Pattern.compile("postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<hosts>" + HOST + "(?:," + HOST + ")*)"
            + "/(?<database>[^/?#]+)(?:\\?(?<parameters>[^#]*))?");

    /** Parameters that the C library and the JDBC driver name differently. */
    private static final Map<String, String> JDBC_NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "schema", "currentSchema",
            "target_session_attrs", "targetServerType");

    /**
     * Reads either form.
     *
     * @param text the value of {@code DATABASE_URL}
     * @throws IllegalArgumentException when it is neither; the message says how it should look and quotes nothing of it
     */
    public static DatabaseUrl parse(String text) {
        String url = text.strip();
        DatabaseUrl result = url.startsWith(JDBC_PREFIX)
                ? new DatabaseUrl(url, Optional.empty(), Optional.empty())
                : fromUriForm(URI_FORM.matcher(url));
        if (Driver.parseURL(result.jdbcUrl(), null) == null) {
            throw malformed();
        }
        return result;
    }

    private static DatabaseUrl fromUriForm(Matcher url) {
        if (!url.matches()) {
            throw malformed();
        }
        String parameters = Optional.ofNullable(url.group("parameters"))
                .filter(query -> !query.isEmpty())
                .map(query -> "?" + translated(query))
                .orElse("");
        return new DatabaseUrl(
                JDBC_PREFIX + "//" + url.group("hosts") + "/" + url.group("database") + parameters,
                decoded(url.group("user")),
                decoded(url.group("password")));
    }

    private static String translated(String query) {
        return Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .map(parts -> {
                    parts[0] = JDBC_NAMES.getOrDefault(parts[0], parts[0]);
                    return String.join("=", parts);
                })
                .collect(Collectors.joining("&"));
    }

    private static Optional<String> decoded(String part) {
        try {
            // in the user part of a URI a plus sign is a plus sign
            return Optional.ofNullable(part)
                    .filter(value -> !value.isEmpty())
                    .map(value -> URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "DATABASE_URL is malformed: write it as postgresql://user:password@host:5432/database or"
                        + " jdbc:postgresql://host:5432/database?user=…&password=…, with special characters in user and password"
                        + " percent-encoded (@ as %40).");
    }

    /** Nothing of it: addresses carry passwords. */
    @Override
    public String toString() {
        return "DatabaseUrl";
    }
}
