package io.fractal.web.representation;

import io.fractal.identity.Member;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody who belongs to a workspace. */
@Schema(name = "Member")
public record MemberJson(
        UUID userId,
        @Schema(example = "Sam Operator") String name,
        @Schema(example = "sam@example.org") String email,
        @Schema(example = "AGENT") String role,

        @Schema(description = "When they joined") Instant since) {

    /** The representation of a member. */
    public static MemberJson of(Member member) {
        return new MemberJson(
                member.userId(), member.name(), member.email(), member.role().name(), member.since());
    }
}
