package io.fractal.plugins.twilio.sandbox.control;

/** A call of the control interface that cannot be done; its message is shown to the caller. */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequest(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
