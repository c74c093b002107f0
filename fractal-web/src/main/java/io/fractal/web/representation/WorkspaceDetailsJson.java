package io.fractal.web.representation;

import io.fractal.identity.WorkspaceRole;
import io.fractal.tenancy.Workspace;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A workspace as one of its people sees it.
 *
 * @param role what the caller may do in it
 */
@Schema(name = "WorkspaceDetails")
public record WorkspaceDetailsJson(
        UUID id,
        @Schema(example = "Example Ltd") String name,

        @Schema(description = "Its short name in addresses", example = "example-ltd")
        String slug,

        @Schema(example = "Europe/Berlin") String timeZone,

        @Schema(description = "The country assumed for numbers without a country code", example = "DE")
        String defaultRegion,

        @Schema(description = "What Fractal itself answers in, de or en", example = "de")
        String language,

        @Schema(description = "What the caller may do in it", example = "OWNER")
        String role,

        Instant createdAt,
        Instant updatedAt) {

    /** The representation of a workspace and the caller's role in it. */
    public static WorkspaceDetailsJson of(WorkspaceRole belonging) {
        Workspace workspace = belonging.workspace();
        return new WorkspaceDetailsJson(
                workspace.getId(),
                workspace.getName(),
                workspace.getSlug(),
                workspace.getTimeZone().getId(),
                workspace.getDefaultRegion(),
                workspace.getLanguage(),
                belonging.role().name(),
                workspace.getCreatedAt(),
                workspace.getUpdatedAt());
    }
}
