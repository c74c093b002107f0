package io.fractal.plugins.twilio;

import io.fractal.spi.RawWebhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's request signature: {@code X-Twilio-Signature} is the base64 of HMAC-SHA1, keyed with the auth token, over the public
 * address followed by the form's names and values, sorted by name (Twilio, "Webhooks security"). The SDK's own validator takes a map
 * with one value a name and so refuses genuine requests that repeat a parameter; Twilio's Node library shows what holds then:
 * distinct values, sorted, each with its name.
 */
final class RequestSignature {

    private static final String HEADER = "X-Twilio-Signature";
    private static final String BODY_HASH = "bodySHA256";
    private static final Pattern AUTHORITY =
            Pattern.compile("^(https?)://([^/?#:]+|\\[[^]]*])(:\\d+)?(.*)$", Pattern.CASE_INSENSITIVE);

    private final SecretKeySpec key;

    RequestSignature(String authToken) {
        this.key = new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1");
    }

    /** Whether the request carries a signature of this account's token over its address and content. */
    boolean verifies(RawWebhook webhook) {
        Optional<String> given = webhook.header(HEADER);
        if (given.isEmpty()) {
            return false;
        }
        List<String> bodyHash = webhook.queryParameters().getOrDefault(BODY_HASH, List.of());
        boolean hashed = !bodyHash.isEmpty();
        if (hashed && !sameText(sha256(webhook.body()), bodyHash.get(0))) {
            return false;
        }
        Map<String, List<String>> signed =
                hashed || !webhook.method().equals("POST") ? Map.of() : webhook.formParameters();
        return addresses(webhook.url()).stream().anyMatch(url -> sameText(sign(url, signed), given.get()));
    }

    /** The signature of a request to an address with form parameters. */
    String sign(String url, Map<String, List<String>> parameters) {
        StringBuilder content = new StringBuilder(url);
        new TreeMap<>(parameters)
                .forEach((name, values) -> new TreeSet<>(values)
                        .forEach(value -> content.append(name).append(value)));
        try {
            // A Mac is not safe for several threads, and cheap to make.
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(content.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("This Java has no HmacSHA1, which every Java must have", unavailable);
        }
    }

    /** Twilio signs now with, now without the port, and proxies take the default port away: every spelling counts. */
    private static List<String> addresses(String url) {
        String plain = url.contains("#") ? url.substring(0, url.indexOf('#')) : url;
        Matcher parts = AUTHORITY.matcher(plain);
        if (!parts.matches()) {
            return List.of(plain);
        }
        String origin = parts.group(1) + "://" + parts.group(2);
        String defaultPort = parts.group(1).equalsIgnoreCase("https") ? ":443" : ":80";
        String port = parts.group(3) == null ? defaultPort : parts.group(3);
        return List.of(origin + port + parts.group(4), origin + parts.group(4));
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have", unavailable);
        }
    }

    /** Compares in constant time, so that a forger learns nothing from how long it takes. */
    private static boolean sameText(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.strip().getBytes(StandardCharsets.UTF_8));
    }
}
