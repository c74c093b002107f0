package io.fractal.web.representation;

import io.fractal.identity.Invitation;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody who may become a member and has not yet. */
@Schema(name = "Invitation")
public record InvitationJson(
        UUID id,
        @Schema(example = "sam@example.org") String email,

        @Schema(description = "What they will be", example = "AGENT")
        String role,

        Instant createdAt,

        @Schema(description = "Until when the link works") Instant expiresAt) {

    /** The representation of an invitation. */
    public static InvitationJson of(Invitation invitation) {
        return new InvitationJson(
                invitation.id(),
                invitation.email(),
                invitation.role().name(),
                invitation.createdAt(),
                invitation.expiresAt());
    }
}
