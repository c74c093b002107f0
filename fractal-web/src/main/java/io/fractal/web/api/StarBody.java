package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What giving a conversation a star takes.
 *
 * @param starred whether it is to have a star
 */
@Schema(name = "Star")
public record StarBody(
        @Schema(example = "true", description = "true without a body")
        boolean starred) {

    static StarBody of(JsonBody body) {
        Boolean starred = body.flag("starred");
        body.finish();
        return new StarBody(starred == null || starred);
    }
}
