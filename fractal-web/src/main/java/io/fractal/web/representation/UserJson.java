package io.fractal.web.representation;

import io.fractal.identity.Caller;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person who can sign in. */
@Schema(name = "User")
public record UserJson(
        UUID id,
        @Schema(example = "jane@example.org") String email,
        @Schema(example = "Jane Smith") String name) {

    static UserJson of(Caller caller) {
        return new UserJson(caller.userId(), caller.email(), caller.name());
    }
}
