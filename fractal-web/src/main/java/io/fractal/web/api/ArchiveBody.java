package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What archiving a conversation takes.
 *
 * @param archived whether it is to be in the archive
 */
@Schema(name = "Archive")
public record ArchiveBody(
        @Schema(example = "true", description = "true without a body")
        boolean archived) {

    static ArchiveBody of(JsonBody body) {
        Boolean archived = body.flag("archived");
        body.finish();
        return new ArchiveBody(archived == null || archived);
    }
}
