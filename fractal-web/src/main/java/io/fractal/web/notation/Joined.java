package io.fractal.web.notation;

/**
 * Two records written as one JSON object, the fields of the second after those of the first. For answers that are another answer
 * with more in it.
 *
 * @param first the fields that come first
 * @param second further fields; none of the first's names
 */
public record Joined(Record first, Record second) {}
