package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What renewing tokens takes.
 *
 * @param refreshToken the token that came with the access token
 */
@Schema(
        name = "Refresh",
        requiredProperties = {"refreshToken"})
public record RefreshBody(
        @Schema(example = "eyJ0eXAiOiJydCtqd3QiLCJhbGciOiJIUzI1NiJ9.eyJzaWQiOiIwMTk5In0.c2lnbmF0dXJl")
        String refreshToken) {

    static String of(JsonBody body) {
        body.require("refreshToken");
        RefreshBody wanted = new RefreshBody(body.string("refreshToken"));
        body.finish();
        return wanted.refreshToken();
    }

    /** Nothing of it: it holds a secret. */
    @Override
    public String toString() {
        return "RefreshBody";
    }
}
