package io.fractal.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A template as its provider keeps it.
 *
 * @param id the provider's id, for Twilio a content SID ({@code HX…})
 * @param name the name that people use
 * @param language a language tag as the provider writes it
 * @param content what it says; for a kind that the adapter does not know, the type and an empty body
 * @param samples example values by variable
 * @param approval how its approval stands
 * @param rawJson the provider's own description, a JSON object, for people to read
 * @param updatedAt when the provider last changed it
 */
public record ProviderTemplate(
        String id,
        String name,
        String language,
        TemplateContent content,
        Map<String, String> samples,
        TemplateApproval approval,
        String rawJson,
        Instant updatedAt) {

    public ProviderTemplate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(content, "content");
        samples = Map.copyOf(samples);
        Objects.requireNonNull(approval, "approval");
        Objects.requireNonNull(rawJson, "rawJson");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}
