package io.fractal.web.media;

import io.fractal.media.StoredMedia;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How stored media are answered with: which bytes, and what is said of them. What a stranger sent is never run as a page of ours:
 * browsers are told its real type, not to guess another, and to show it in a sandbox or to save it.
 *
 * @param status 200, 206, 304 or 416
 * @param contentType for the body
 * @param headers everything but {@code Content-Type} and {@code Content-Length}
 * @param first the first byte of the body
 * @param length how many bytes follow; 0 for no body
 */
public record Delivery(int status, String contentType, Map<String, String> headers, long first, long length) {

    private static final String SANDBOX = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; "
            + "style-src 'unsafe-inline'; frame-ancestors 'none'";
    /** Browsers show no PDF in a sandbox; their viewers are shut off from the page by themselves. */
    private static final String DOCUMENT =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /**
     * The answer to a request for media.
     *
     * @param keep how long the asker may keep it
     */
    public static Delivery of(StoredMedia media, HttpServletRequest request, Duration keep) {
        Map<String, String> headers = headers(media, keep);
        String etag = headers.get("ETag");
        if (matches(request.getHeader("If-None-Match"), etag)) {
            return new Delivery(304, media.servedType(), headers, 0, 0);
        }
        String ifRange = request.getHeader("If-Range");
        Optional<ByteRange> range = ifRange == null || ifRange.equals(etag)
                ? ByteRange.of(request.getHeader("Range"), media.size())
                : Optional.empty();
        return range.map(stretch -> stretch(media, headers, stretch))
                .orElseGet(() -> new Delivery(200, media.servedType(), headers, 0, media.size()));
    }

    private static Delivery stretch(StoredMedia media, Map<String, String> headers, ByteRange range) {
        if (range.length() == 0) {
            headers.put("Content-Range", "bytes */" + media.size());
            return new Delivery(416, media.servedType(), headers, 0, 0);
        }
        headers.put(
                "Content-Range",
                "bytes " + range.first() + "-" + (range.first() + range.length() - 1) + "/" + media.size());
        return new Delivery(206, media.servedType(), headers, range.first(), range.length());
    }

    private static Map<String, String> headers(StoredMedia media, Duration keep) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", "\"" + media.sha256() + "\"");
        headers.put("Accept-Ranges", "bytes");
        headers.put("Cache-Control", "private, max-age=" + Math.max(0, keep.toSeconds()));
        headers.put("Content-Disposition", disposition(media));
        headers.putAll(safety(media.servedType().equals("application/pdf")));
        return headers;
    }

    /** What browsers may do with anything that strangers sent. */
    static Map<String, String> safety(boolean document) {
        return Map.of(
                "Content-Security-Policy", document ? DOCUMENT : SANDBOX,
                "X-Content-Type-Options", "nosniff",
                "Cross-Origin-Resource-Policy", "cross-origin");
    }

    /** RFC 6266: a plain name for old clients, and the real one. */
    private static String disposition(StoredMedia media) {
        String plain = media.fileName().replaceAll("[^A-Za-z0-9 ._-]", "_");
        String real = URLEncoder.encode(media.fileName(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return (media.shownInPlace() ? "inline" : "attachment") + "; filename=\"" + plain + "\"; filename*=UTF-8''"
                + real;
    }

    private static boolean matches(String header, String etag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*")
                                || known.replaceFirst("^W/", "").equals(etag));
    }
}
