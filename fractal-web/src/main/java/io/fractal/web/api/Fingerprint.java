package io.fractal.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * What tells one request's content from another's: its query, its media type, the length it says it has, and the bytes of its body up
 * to the size of the largest JSON that is read. Larger uploads are told apart by their beginning and their length, so that they need
 * not be held in memory.
 */
final class Fingerprint {

    private static final int BEGINNING = JsonBodyReader.MAX_BODY + 1;

    private Fingerprint() {}

    /** The fingerprint of a request, whose body can still be read afterwards. */
    static byte[] of(ContainerRequestContext request) throws IOException {
        InputStream body = request.getEntityStream();
        byte[] beginning = body == null ? new byte[0] : body.readNBytes(BEGINNING);
        if (body != null) {
            InputStream again = new ByteArrayInputStream(beginning);
            request.setEntityStream(beginning.length < BEGINNING ? again : new SequenceInputStream(again, body));
        }
        MessageDigest digest = sha256();
        add(digest, request.getUriInfo().getRequestUri().getRawQuery());
        add(digest, request.getHeaderString(HttpHeaders.CONTENT_TYPE));
        if (beginning.length == BEGINNING) {
            add(digest, request.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        }
        return digest.digest(beginning);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(Objects.toString(text, "").getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
