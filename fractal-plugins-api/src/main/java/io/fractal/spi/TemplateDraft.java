package io.fractal.spi;

import java.util.Map;
import java.util.Objects;

/**
 * A template to be made.
 *
 * @param name the name that people use
 * @param language a language tag as the provider writes it, for example {@code de} or {@code en_US}
 * @param content what it says
 * @param samples example values by variable
 */
public record TemplateDraft(String name, String language, TemplateContent content, Map<String, String> samples) {

    public TemplateDraft {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(content, "content");
        samples = Map.copyOf(samples);
    }
}
