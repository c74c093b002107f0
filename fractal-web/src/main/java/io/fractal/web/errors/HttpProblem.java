package io.fractal.web.errors;

import io.fractal.web.notation.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A refusal that is known in terms of HTTP. Its message is written for the client.
 */
public final class HttpProblem extends RuntimeException {

    private final int status;
    private final String code;
    private final transient List<FieldProblem> details;
    private final transient Duration retryAfter;

    private HttpProblem(int status, String code, String message, List<FieldProblem> details, Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = Objects.requireNonNull(code);
        this.details = List.copyOf(details);
        this.retryAfter = retryAfter;
    }

    /**
     * A refusal.
     *
     * @param status the HTTP status
     * @param code UPPER_SNAKE, stable
     * @param message a sentence for the client
     */
    public static HttpProblem of(int status, String code, String message) {
        return new HttpProblem(status, code, message, List.of(), null);
    }

    /** A refusal that names fields or parameters. */
    public static HttpProblem of(int status, String code, String message, List<FieldProblem> details) {
        return new HttpProblem(status, code, message, details, null);
    }

    /** A request that names something the server cannot make sense of. */
    public static HttpProblem badParameter(String field, String message) {
        return of(
                400,
                "INVALID_PARAMETER",
                "The parameter " + field + " " + message + ".",
                List.of(new FieldProblem(field, message)));
    }

    /** There is no such thing in this workspace. */
    public static HttpProblem notFound(String what) {
        return of(404, "NOT_FOUND", "There is no such " + what + ".");
    }

    /** Nobody is signed in, or the key is not valid. */
    public static HttpProblem unauthenticated() {
        return of(401, "UNAUTHENTICATED", "Sign in, or send a valid API key.");
    }

    /** Too many attempts. */
    public static HttpProblem throttled(String code, Duration retryAfter) {
        return new HttpProblem(429, code, "Too many attempts. Try again later.", List.of(), retryAfter);
    }

    /** The same refusal, with how long to wait before trying again. */
    public HttpProblem retryIn(Duration wait) {
        return new HttpProblem(status, code, getMessage(), details, wait);
    }

    /** The body is larger than what is read. */
    public static HttpProblem tooLarge(long limit) {
        return of(413, "BODY_TOO_LARGE", "The body is larger than " + limit + " bytes.");
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** The fields it is about; may be empty. */
    public List<FieldProblem> details() {
        return details;
    }

    /** How long to wait before trying again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
