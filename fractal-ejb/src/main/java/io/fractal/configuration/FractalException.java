package io.fractal.configuration;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.Objects;

/**
 * The root of all errors that Fractal's components throw on purpose. The container passes it to the caller unwrapped and rolls the
 * transaction back.
 */
@ApplicationException(rollback = true, inherited = true)
public abstract class FractalException extends RuntimeException {

    private final ErrorKind kind;
    private final String code;

    /**
     * @param kind what the error means for the caller
     * @param code a stable name in UPPER_SNAKE that clients can rely on
     * @param message for the log: with the ids in question, without message texts and secrets
     */
    protected FractalException(ErrorKind kind, String code, String message) {
        this(kind, code, message, null);
    }

    /**
     * @param kind what the error means for the caller
     * @param code a stable name in UPPER_SNAKE that clients can rely on
     * @param message for the log: with the ids in question, without message texts and secrets
     * @param cause the failure underneath, or {@code null}
     */
    protected FractalException(ErrorKind kind, String code, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.code = Objects.requireNonNull(code, "code");
    }

    /** What the error means for the caller. */
    public ErrorKind kind() {
        return kind;
    }

    /** A stable name in UPPER_SNAKE that clients can rely on. */
    public String code() {
        return code;
    }

    /** What clients are told beside the code, field by field; usually nothing. */
    public List<FieldError> details() {
        return List.of();
    }
}
