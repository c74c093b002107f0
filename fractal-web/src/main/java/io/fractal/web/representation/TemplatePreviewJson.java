package io.fractal.web.representation;

import io.fractal.templates.Rendered;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template with values; the components mean what those of {@link Rendered} mean. */
@Schema(name = "TemplatePreview", description = "A template as it will read.")
public record TemplatePreviewJson(
        @Schema(example = "Hello Anna, your order {{2}} is on its way.")
        String body,

        List<String> mediaUrls,

        @Schema(nullable = true, description = "The label that opens a list")
        String button,

        List<TemplateJson.ActionJson> actions,

        @Schema(
                example = "[\"2\"]",
                description = "The variables without a value: sending is refused until they have one")
        List<String> missing) {

    /** The representation of a rendered template. */
    public static TemplatePreviewJson of(Rendered rendered) {
        return new TemplatePreviewJson(
                rendered.body(),
                rendered.content().mediaUrls(),
                rendered.content().button().orElse(null),
                TemplateJson.ActionJson.of(rendered.content().actions()),
                rendered.missing());
    }

    /** Nothing of it: it is what people read. */
    @Override
    public String toString() {
        return "TemplatePreviewJson";
    }
}
