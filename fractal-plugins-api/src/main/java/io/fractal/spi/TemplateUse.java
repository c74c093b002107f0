package io.fractal.spi;

import java.util.Map;
import java.util.Objects;

/**
 * A template as one message uses it.
 *
 * @param templateId the provider's id, for Twilio a content SID ({@code HX…})
 * @param variables the values by the template's own names, usually {@code 1}, {@code 2}, …
 */
public record TemplateUse(String templateId, Map<String, String> variables) {

    public TemplateUse {
        Objects.requireNonNull(templateId, "templateId");
        variables = Map.copyOf(variables);
    }

    /** The id only: variables hold names and numbers of people. */
    @Override
    public String toString() {
        return "TemplateUse[" + templateId + "]";
    }
}
