package io.fractal.web.api;

import io.fractal.identity.NewUser;
import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What signing up takes.
 *
 * @param email the address to sign in with
 * @param name the name shown to people
 * @param password the password, at least eight characters
 */
@Schema(
        name = "SignUp",
        requiredProperties = {"email", "name", "password"})
public record SignUpBody(
        @Schema(example = "jane@example.org") String email,
        @Schema(example = "Jane Smith") String name,
        @Schema(example = "seven sleepy otters") String password) {

    static NewUser of(JsonBody body) {
        body.require("email");
        body.require("name");
        body.require("password");
        SignUpBody wanted = new SignUpBody(body.string("email"), body.string("name"), body.string("password"));
        body.finish();
        return new NewUser(wanted.email(), wanted.name(), wanted.password());
    }

    /** Nothing of it: it holds a password. */
    @Override
    public String toString() {
        return "SignUpBody";
    }
}
