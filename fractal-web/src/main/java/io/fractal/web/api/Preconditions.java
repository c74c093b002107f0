package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Requests that depend on what the caller has seen: {@code If-Match} guards a change against those of others, {@code If-None-Match}
 * spares an answer that the caller has already. The tag of a thing is when it was last changed, to the microsecond.
 *
 * <p>A change passes {@link #expected} on to its boundary, which compares it in the statement that changes the row and throws
 * {@link io.fractal.database.ChangedMeanwhileException} when it differs: looking first and changing then would let two through.
 */
final class Preconditions {

    private Preconditions() {}

    /** The strong tag, without its quotes, of something that was last changed then. */
    static String tag(Instant updatedAt) {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt), Character.MAX_RADIX);
    }

    /**
     * An answer with its tag; 304 without a body when the caller has it already.
     *
     * @param ifNoneMatch the header of that name; null when absent
     */
    static Response answer(Record answer, Instant updatedAt, String ifNoneMatch) {
        String tag = tag(updatedAt);
        return matches(ifNoneMatch, tag)
                ? Response.notModified(tag).build()
                : Response.ok(answer).tag(tag).build();
    }

    private static boolean matches(String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(known -> known.equals("*") || known.equals('"' + tag + '"'));
    }

    /**
     * The state that the caller wants to change, as the moment of its last change.
     *
     * @param ifMatch the header of that name
     * @return null when any state will do: without the header, or with {@code *}
     * @throws HttpProblem 412 when the header holds no tag that is one of ours
     */
    static Instant expected(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return null;
        }
        String tag = ifMatch.strip();
        if (!tag.matches("\"-?[0-9a-z]{1,12}\"")) {
            throw failed();
        }
        try {
            return Instant.EPOCH.plus(
                    Long.parseLong(tag.substring(1, tag.length() - 1), Character.MAX_RADIX), ChronoUnit.MICROS);
        } catch (NumberFormatException | DateTimeException | ArithmeticException notOurs) {
            throw failed();
        }
    }

    /** The refusal: the thing is not as the caller has seen it. */
    static HttpProblem failed() {
        return HttpProblem.of(412, "PRECONDITION_FAILED", "It was changed in between. Read it again.");
    }
}
