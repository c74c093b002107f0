package io.fractal.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/** What tells one request's content from another's: its query, its media type, and every byte of its body, however large that is. */
final class Fingerprint {

    private final MessageDigest digest = sha256();
    private final ContainerRequestContext request;

    private Fingerprint(ContainerRequestContext request) {
        this.request = request;
    }

    /**
     * The fingerprint of a request, whose body can still be read afterwards.
     *
     * @param most the most bytes that any request may have
     * @throws io.fractal.web.errors.HttpProblem with 413 when the body is larger
     */
    static byte[] of(ContainerRequestContext request, long most) throws IOException {
        return new Fingerprint(request).taken(most);
    }

    private byte[] taken(long most) throws IOException {
        add(request.getUriInfo().getRequestUri().getRawQuery());
        add(request.getHeaderString(HttpHeaders.CONTENT_TYPE));
        if (request.getEntityStream() != null) {
            RereadableBody body = RereadableBody.of(request.getEntityStream(), most, digest);
            request.setEntityStream(body.stream());
            request.setProperty(RereadableBody.class.getName(), body);
        }
        return digest.digest();
    }

    private void add(String text) {
        digest.update(Objects.toString(text, "").getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** Lets go of what was kept of a request's body, once nobody reads it any more. */
    static void release(ContainerRequestContext request) throws IOException {
        if (request.getProperty(RereadableBody.class.getName()) instanceof RereadableBody body) {
            request.removeProperty(RereadableBody.class.getName());
            body.close();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
