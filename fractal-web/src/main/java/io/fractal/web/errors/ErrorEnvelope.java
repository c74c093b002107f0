package io.fractal.web.errors;

import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.Language;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of every answer that tells of an error.
 *
 * @param success always false
 * @param error what went wrong
 */
@Schema(name = "Error", description = "The body of every answer that tells of an error.")
public record ErrorEnvelope(@Schema(example = "false") boolean success, Body error) {

    /** An envelope around a problem, its sentence in the reader's language; details are for programmers, in English. */
    public static ErrorEnvelope of(HttpProblem problem, String requestId) {
        return new ErrorEnvelope(false, new Body(problem.code(), sentence(problem), problem.details(), requestId));
    }

    private static String sentence(HttpProblem problem) {
        Locale language = Language.current();
        return language.equals(Locale.ENGLISH)
                ? problem.getMessage()
                : Sentences.of(problem.code(), language)
                        .or(() -> Sentences.of(problem.status(), language))
                        .orElse(problem.getMessage());
    }

    /**
     * What went wrong.
     *
     * @param code UPPER_SNAKE, stable
     * @param message a sentence for people, in the language of {@code Accept-Language}; may change
     * @param details the fields or parameters it is about; may be empty
     * @param requestId what to look for in the server's log; null when not known
     */
    @Schema(name = "ErrorBody")
    public record Body(
            @Schema(example = "VALIDATION_FAILED") String code,
            @Schema(example = "Some fields are not valid.") String message,
            List<FieldProblem> details,

            @Schema(nullable = true, example = "0a9b6c1d-27a7-4f3a-9f0e-0d6c1f5e7b11")
            String requestId) {}
}
