package io.fractal.web.notation;

import java.util.List;

/** A well-formed body whose fields are not those that are read here, or are of the wrong type. */
public final class InvalidFieldsException extends RuntimeException {

    private final transient List<FieldProblem> problems;

    /**
     * @param problems what is wrong, at least one
     */
    public InvalidFieldsException(List<FieldProblem> problems) {
        super(problems.size() + " invalid field(s)");
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, field by field. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
