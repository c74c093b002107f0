package io.fractal.templates;

/**
 * What a template is submitted for approval with.
 *
 * @param name the name to register with WhatsApp: lower-case letters, digits and underscores; {@code null} to make one of the
 *     template's own
 * @param category {@code UTILITY}, {@code MARKETING} or {@code AUTHENTICATION}
 */
public record TemplateSubmission(String name, String category) {}
