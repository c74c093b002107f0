package io.fractal.configuration;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name as the client wrote it
 * @param code a stable name in UPPER_SNAKE
 * @param message a sentence in English for developers; never contains the field's value
 */
public record FieldError(String field, String code, String message) {}
