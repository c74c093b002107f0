package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Values for a template's variables. */
@Schema(name = "TemplateValues")
public record TemplateValuesBody(
        @Schema(
                type = SchemaType.OBJECT,
                example = "{\"1\": \"Anna\"}",
                description = "Also taken as a string with that object as JSON, and as contentVariables")
        String variables) {

    static Map<String, String> of(JsonBody json) {
        Map<String, String> values = json.textsOrJson("variables", "contentVariables");
        json.finish();
        return values;
    }
}
