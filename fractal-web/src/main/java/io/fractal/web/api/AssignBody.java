package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What assigning a conversation takes.
 *
 * @param assigneeId a member of the workspace, or null for nobody
 */
@Schema(name = "Assign")
public record AssignBody(
        @Schema(nullable = true, example = "0190f3c2-7a5e-7000-8000-000000000007")
        UUID assigneeId) {

    static AssignBody of(JsonBody body) {
        UUID assigneeId = body.uuid("assigneeId");
        body.finish();
        return new AssignBody(assigneeId);
    }
}
