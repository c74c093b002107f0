package io.fractal.web.representation;

import io.fractal.identity.Caller;
import io.fractal.tenancy.Workspace;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who is signed in.
 *
 * @param email null for API keys
 */
@Schema(name = "Session")
public record SessionJson(
        @Schema(example = "Sam Operator") String name,

        @Schema(nullable = true, example = "sam@example.org")
        String email,

        @Schema(example = "OWNER") String role,
        WorkspaceJson workspace) {

    /** The representation of a caller. */
    public static SessionJson of(Caller caller, Workspace workspace) {
        return new SessionJson(
                caller.name(),
                caller.email(),
                caller.role().name(),
                new WorkspaceJson(workspace.getId(), workspace.getName()));
    }

    /** The workspace one is signed in to. */
    @Schema(name = "Workspace")
    public record WorkspaceJson(
            UUID id, @Schema(example = "Example Ltd") String name) {}
}
