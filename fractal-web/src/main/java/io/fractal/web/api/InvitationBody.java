package io.fractal.web.api;

import io.fractal.identity.Role;
import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whom to invite.
 *
 * @param email the address
 * @param role what they will be
 */
@Schema(name = "InvitationDraft")
public record InvitationBody(
        @Schema(required = true, example = "sam@example.org")
        String email,

        @Schema(required = true, example = "AGENT") Role role) {

    static InvitationBody of(JsonBody json) {
        json.require("email");
        json.require("role");
        InvitationBody body = new InvitationBody(json.string("email"), json.constant(Role.class, "role"));
        json.finish();
        return body;
    }
}
