package io.fractal.spi;

/** A verified webhook lacks what its provider documents as always present. Answered with 400. */
public final class MalformedWebhookException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing or wrong, without the request's values
     */
    public MalformedWebhookException(String message) {
        super(message);
    }
}
