package io.fractal.web.api;

import io.fractal.web.notation.FieldProblem;
import io.fractal.web.notation.InvalidFieldsException;
import io.fractal.web.notation.JsonBody;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What following an invitation takes from whoever has no account yet.
 *
 * @param name the name shown to people; {@code null} for whoever is signed in
 * @param password the password to sign in with; {@code null} for whoever is signed in
 */
@Schema(
        name = "InvitationAcceptance",
        description = "Both for whoever has no account yet; whoever is signed in needs neither.")
public record AcceptanceBody(
        @Schema(nullable = true, example = "Sam Operator") String name,

        @Schema(nullable = true, description = "At least eight characters", example = "correct horse battery staple")
        String password) {

    static AcceptanceBody of(JsonBody json) {
        AcceptanceBody body = new AcceptanceBody(json.string("name"), json.string("password"));
        json.finish();
        return body;
    }

    /** Refuses when one of them is missing. */
    void requireBoth() {
        List<FieldProblem> problems = new ArrayList<>();
        if (name == null) {
            problems.add(new FieldProblem("name", "is required"));
        }
        if (password == null) {
            problems.add(new FieldProblem("password", "is required"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }

    /** Nothing of it: it holds a password. */
    @Override
    public String toString() {
        return "AcceptanceBody";
    }
}
