package io.fractal.web.api;

import io.fractal.identity.NewApiKey;
import io.fractal.identity.Role;
import io.fractal.web.notation.JsonBody;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an API key is to be. */
@Schema(
        name = "ApiKeyDraft",
        requiredProperties = {"name", "role"})
public record ApiKeyBody(
        @Schema(example = "Warehouse", description = "For people, 1 to 100 characters")
        String name,

        @Schema(example = "AGENT", description = "What its holder may do; at most what you may")
        Role role,

        @Schema(
                nullable = true,
                example = "2099-12-31T23:59:59Z",
                description = "From when it is refused; null or left out for never")
        Instant expiresAt) {

    static NewApiKey of(JsonBody json) {
        json.require("name");
        json.require("role");
        NewApiKey wanted =
                new NewApiKey(json.string("name"), json.constant(Role.class, "role"), json.instant("expiresAt"));
        json.finish();
        return wanted;
    }
}
