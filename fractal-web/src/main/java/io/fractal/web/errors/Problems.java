package io.fractal.web.errors;

import io.fractal.configuration.ErrorKind;
import io.fractal.configuration.FieldError;
import io.fractal.configuration.FractalException;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.ChangedMeanwhileException;
import io.fractal.database.InvalidCursorException;
import io.fractal.database.SqlFailedException;
import io.fractal.identity.TooManySignInsException;
import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.InvalidFieldsException;
import io.fractal.web.notation.Language;
import io.fractal.web.notation.MalformedJsonException;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.WebApplicationException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says for every exception what the client is told. What nobody expected is logged here, once, and told as 500 without a word of it. */
public final class Problems {

    private static final Logger LOG = System.getLogger(Problems.class.getName());

    private Problems() {}

    /** What the client is told about an exception. */
    public static HttpProblem of(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof HttpProblem problem) {
            return problem;
        }
        if (cause instanceof MalformedJsonException malformed) {
            return HttpProblem.of(400, "MALFORMED_BODY", malformed.getMessage());
        }
        if (cause instanceof InvalidFieldsException invalid) {
            return HttpProblem.of(422, "VALIDATION_FAILED", "Some fields are not valid.", invalid.problems());
        }
        if (cause instanceof FractalException domain) {
            return domain(domain);
        }
        if (cause instanceof WebApplicationException web) {
            return web(web);
        }
        if (SqlFailedException.isRivalry(failure)) {
            LOG.log(Level.WARNING, "A request gave way to another that changed the same, and was refused", failure);
            return ofStatus(503).retryIn(Duration.ofSeconds(1));
        }
        LOG.log(Level.ERROR, "Unexpected failure while answering a request", failure);
        return unexpected();
    }

    /** The answer for what nobody expected. */
    public static HttpProblem unexpected() {
        return ofStatus(500);
    }

    /** The answer for a status that a server or JAX-RS decided on by itself. */
    public static HttpProblem ofStatus(int status) {
        return switch (status) {
            case 400 -> HttpProblem.of(400, "BAD_REQUEST", "The request is not valid.");
            case 401 -> HttpProblem.unauthenticated();
            case 403 -> HttpProblem.of(403, "FORBIDDEN", "This is not allowed.");
            case 404 -> HttpProblem.of(404, "NOT_FOUND", "There is nothing at this address.");
            case 405 -> HttpProblem.of(405, "METHOD_NOT_ALLOWED", "This method is not offered here.");
            case 406 -> HttpProblem.of(406, "NOT_ACCEPTABLE", "Only application/json is offered here.");
            case 413 -> HttpProblem.of(413, "BODY_TOO_LARGE", "The body is too large.");
            case 415 -> HttpProblem.of(415, "UNSUPPORTED_MEDIA_TYPE", "Send application/json.");
            case 503 -> HttpProblem.of(503, "UNAVAILABLE", "Fractal cannot answer right now. Try again soon.");
            default ->
                status >= 400 && status < 500
                        ? HttpProblem.of(status, "BAD_REQUEST", "The request is not valid.")
                        : HttpProblem.of(
                                500, "INTERNAL_ERROR", "Something went wrong. The request id tells where to look.");
        };
    }

    private static HttpProblem domain(FractalException domain) {
        LOG.log(Level.DEBUG, "Refused: {0}", domain.getMessage());
        if (domain instanceof InvalidRequestException invalid) {
            return HttpProblem.of(422, domain.code(), "Some fields are not valid.", details(invalid.errors()));
        }
        if (domain instanceof InvalidCursorException) {
            return HttpProblem.badParameter("cursor", "is not one that this list has given out");
        }
        if (domain instanceof ChangedMeanwhileException) {
            return HttpProblem.of(412, domain.code(), "It was changed in between. Read it again.");
        }
        if (domain instanceof TooManySignInsException tooMany) {
            return HttpProblem.throttled(domain.code(), tooMany.retryAfter());
        }
        int status = status(domain.kind());
        return HttpProblem.of(status, domain.code(), sentence(domain.code(), status), details(domain.details()));
    }

    private static int status(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> 422;
            case NOT_FOUND -> 404;
            case GONE -> 410;
            case CONFLICT -> 409;
            case FORBIDDEN -> 403;
            case THROTTLED -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    /** The sentence for a code; the exception's own text is for the log. */
    private static String sentence(String code, int status) {
        return Sentences.of(code, Locale.ENGLISH)
                .or(() -> Sentences.of(status, Locale.ENGLISH))
                .orElseThrow();
    }

    private static List<FieldProblem> details(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new FieldProblem(
                        error.field(),
                        Sentences.ofField(error.code(), Language.current()).orElse(error.message())))
                .toList();
    }

    private static HttpProblem web(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        if (!(web instanceof ClientErrorException) && status >= 500) {
            LOG.log(Level.ERROR, "Unexpected failure while answering a request", web);
        }
        return ofStatus(status);
    }

    /** Containers wrap what application code throws, some of them more than once. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof EJBException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
