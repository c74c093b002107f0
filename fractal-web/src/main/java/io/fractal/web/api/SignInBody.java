package io.fractal.web.api;

import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.InvalidFieldsException;
import io.fractal.web.notation.JsonBody;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What signing in takes.
 *
 * @param email the account's email address
 * @param password the password
 */
@Schema(
        name = "SignIn",
        requiredProperties = {"email", "password"})
public record SignInBody(
        @Schema(example = "sam@example.org") String email,
        @Schema(example = "correct horse battery staple") String password) {

    private static final int LONGEST = 1024;

    static SignInBody of(JsonBody body) {
        SignInBody wanted = new SignInBody(body.string("email"), body.string("password"));
        body.finish();
        List<FieldProblem> problems = new ArrayList<>();
        require("email", wanted.email(), problems);
        require("password", wanted.password(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
        return wanted;
    }

    private static void require(String field, String value, List<FieldProblem> problems) {
        if (value == null || value.isBlank()) {
            problems.add(new FieldProblem(field, "is required"));
        } else if (value.length() > LONGEST) {
            problems.add(new FieldProblem(field, "is too long"));
        }
    }

    /** Nothing of it: it holds a password. */
    @Override
    public String toString() {
        return "SignInBody";
    }
}
