package io.fractal.media;

/**
 * Why a channel would not take an attachment.
 *
 * @param code UPPER_SNAKE, stable
 * @param message a sentence for whoever sends
 */
public record MediaViolation(String code, String message) {}
