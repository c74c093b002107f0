package io.fractal.web.representation;

import io.fractal.identity.Invited;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A fresh invitation with what is told of it this once. */
@Schema(name = "Invited")
public record InvitedJson(
        InvitationJson invitation,

        @Schema(
                description = "What the link carries; told this once",
                example = "q3kXb1Yw0Zr8m2v5c7n9p1s4u6x8z0a2d4f6h8j0l2o")
        String token,

        @Schema(
                description = "What the link leads to: shows the invitation; told this once",
                example = "https://fractal.example.org/api/invitations/q3kXb1Yw0Zr8m2v5c7n9p1s4u6x8z0a2d4f6h8j0l2o")
        String link) {

    /** The representation of a fresh invitation; {@code publicUrl} is Fractal's own, without a trailing slash. */
    public static InvitedJson of(Invited invited, String publicUrl) {
        return new InvitedJson(
                InvitationJson.of(invited.invitation()),
                invited.token(),
                publicUrl + "/api/invitations/" + invited.token());
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "InvitedJson[" + invitation.id() + "]";
    }
}
