package io.fractal.idempotency;

/**
 * An answer as it is given again.
 *
 * @param status the HTTP status
 * @param location where what was created is found, or {@code null}
 * @param contentType the media type of the body, or {@code null} without one
 * @param body the body's bytes, or {@code null}
 */
public record KeptAnswer(int status, String location, String contentType, byte[] body) {

    /** Whether its body has been erased since. */
    boolean isErased() {
        return contentType != null && body == null;
    }

    /** The status only: the body may hold what people wrote. */
    @Override
    public String toString() {
        return "KeptAnswer[" + status + "]";
    }
}
