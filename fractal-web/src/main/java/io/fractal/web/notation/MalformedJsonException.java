package io.fractal.web.notation;

/** What a client sent is not the JSON that is read here. The message may be shown to the client: it never holds what was sent. */
public final class MalformedJsonException extends RuntimeException {

    /**
     * @param message what is wrong, without the text that was sent
     */
    public MalformedJsonException(String message) {
        super(message);
    }
}
