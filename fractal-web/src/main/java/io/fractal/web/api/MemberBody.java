package io.fractal.web.api;

import io.fractal.identity.Role;
import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is decided about a member.
 *
 * @param role what they may do
 */
@Schema(name = "MemberChange")
public record MemberBody(
        @Schema(required = true, example = "AGENT") Role role) {

    static MemberBody of(JsonBody json) {
        json.require("role");
        MemberBody body = new MemberBody(json.constant(Role.class, "role"));
        json.finish();
        return body;
    }
}
