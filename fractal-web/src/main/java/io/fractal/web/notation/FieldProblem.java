package io.fractal.web.notation;

/**
 * One thing that is wrong with one field or parameter.
 *
 * @param field its name as the client wrote it
 * @param message what is wrong, without the value; follows the field's name in a sentence
 */
public record FieldProblem(String field, String message) {}
