package io.fractal.templates;

import io.fractal.spi.TemplateContent;
import java.util.List;

/**
 * A template with its values.
 *
 * @param content as people will read it; a place without a value still shows its placeholder
 * @param missing the variables without a value, in the order of their names
 */
public record Rendered(TemplateContent content, List<String> missing) {

    public Rendered {
        missing = List.copyOf(missing);
    }

    /** The text as people will read it. */
    public String body() {
        return content.body();
    }

    /** Nothing of it: it is what people read. */
    @Override
    public String toString() {
        return "Rendered";
    }
}
