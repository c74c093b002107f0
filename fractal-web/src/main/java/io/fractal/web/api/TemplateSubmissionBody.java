package io.fractal.web.api;

import io.fractal.templates.TemplateSubmission;
import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template submitted for approval. */
@Schema(
        name = "TemplateSubmission",
        requiredProperties = {"category"})
public record TemplateSubmissionBody(
        @Schema(
                example = "order_shipped",
                nullable = true,
                description = "Lower-case letters, digits and underscores; by default made of the template's name")
        String name,

        @Schema(example = "UTILITY", description = "UTILITY, MARKETING or AUTHENTICATION, in any case")
        String category) {

    static TemplateSubmission of(JsonBody json) {
        TemplateSubmission submission = new TemplateSubmission(json.string("name"), json.string("category"));
        json.finish();
        return submission;
    }
}
