package io.fractal.web.notation;

/** Parameters that cannot be decoded. */
public final class MalformedFormException extends RuntimeException {

    /**
     * @param message what is wrong, without the parameters
     */
    public MalformedFormException(String message) {
        super(message);
    }
}
