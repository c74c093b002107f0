package io.fractal.web.representation;

import io.fractal.identity.AccessGrant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who signed in, and the tokens with which a program goes on in their name. */
@Schema(name = "Grant")
public record GrantJson(
        UserJson user,

        @Schema(
                example = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJIUzI1NiJ9.eyJzaWQiOiIwMTk5In0.c2lnbmF0dXJl",
                description = "To be sent as Authorization: Bearer")
        String accessToken,

        @Schema(example = "Bearer") String tokenType,

        @Schema(example = "900", description = "How many seconds the access token is good for")
        long expiresIn,

        @Schema(
                example = "eyJ0eXAiOiJydCtqd3QiLCJhbGciOiJIUzI1NiJ9.eyJzaWQiOiIwMTk5In0.c2lnbmF0dXJl",
                description = "To be exchanged for new tokens at /api/auth/refresh, once")
        String refreshToken) {

    /** The representation of a grant. */
    public static GrantJson of(AccessGrant grant) {
        return new GrantJson(
                UserJson.of(grant.caller()),
                grant.accessToken(),
                "Bearer",
                grant.expiresIn().toSeconds(),
                grant.refreshToken());
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "GrantJson[" + user.id() + "]";
    }
}
