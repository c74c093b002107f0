package io.fractal.web.representation;

import io.fractal.identity.Invitation;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An invitation as whoever has the link sees it. */
@Schema(name = "InvitationOffer")
public record InvitationOfferJson(
        UUID workspaceId,
        @Schema(example = "Example Ltd") String workspaceName,

        @Schema(description = "The address that was invited", example = "sam@example.org")
        String email,

        @Schema(description = "What they will be", example = "AGENT")
        String role,

        @Schema(description = "Until when the link works") Instant expiresAt) {

    /** The representation of an invitation. */
    public static InvitationOfferJson of(Invitation invitation) {
        return new InvitationOfferJson(
                invitation.workspaceId(),
                invitation.workspaceName(),
                invitation.email(),
                invitation.role().name(),
                invitation.expiresAt());
    }
}
