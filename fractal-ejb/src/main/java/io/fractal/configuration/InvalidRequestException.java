package io.fractal.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** A request that fails validation. */
public class InvalidRequestException extends FractalException {

    private final transient List<FieldError> errors;

    /**
     * @param errors what is wrong, at least one
     */
    public InvalidRequestException(List<FieldError> errors) {
        super(
                ErrorKind.INVALID,
                "VALIDATION_FAILED",
                errors.stream()
                        .map(error -> error.field() + ": " + error.code())
                        .collect(Collectors.joining(", ")));
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, in the order in which it was found. */
    public List<FieldError> errors() {
        return errors;
    }
}
