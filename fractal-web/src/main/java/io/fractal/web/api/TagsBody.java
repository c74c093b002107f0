package io.fractal.web.api;

import io.fractal.conversations.TagChange;
import io.fractal.web.notation.JsonBody;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What changing tags takes.
 *
 * @param tags all from now on; null to leave those there are
 * @param add those that come
 * @param remove those that go
 */
@Schema(name = "Tags", description = "Either tags, or add and remove.")
public record TagsBody(
        @Schema(example = "[\"complaint\", \"invoice\"]") List<String> tags, List<String> add, List<String> remove) {

    static TagsBody of(JsonBody body) {
        List<String> tags = body.has("tags") ? body.strings("tags") : null;
        List<String> add = body.strings("add");
        List<String> remove = body.strings("remove");
        if (tags != null && (body.has("add") || body.has("remove"))) {
            body.problem("tags", "cannot be given together with add or remove");
        }
        if (tags == null && !body.has("add") && !body.has("remove")) {
            body.problem("tags", "is required, or add or remove");
        }
        body.finish();
        return new TagsBody(tags, add, remove);
    }

    TagChange change() {
        return new TagChange(tags, add, remove);
    }
}
