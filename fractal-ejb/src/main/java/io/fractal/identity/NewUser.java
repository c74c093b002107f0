package io.fractal.identity;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody who wants an account.
 *
 * @param email the address they will sign in with
 * @param name the name shown to people
 * @param password the password they chose
 */
public record NewUser(String email, String name, String password) {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+\\.[^@\\s\\p{Cntrl}]+");
    private static final int LONGEST_EMAIL = 254;

    /** Of a workspace too: the first one bears its owner's name. */
    private static final int LONGEST_NAME = 100;

    public NewUser {
        email = email.strip();
        name = name.strip();
    }

    /**
     * Looks at all three.
     *
     * @throws InvalidRequestException with what is wrong
     */
    void check() {
        List<FieldError> errors = new ArrayList<>();
        emailProblem(email).ifPresent(errors::add);
        if (name.isEmpty()) {
            errors.add(new FieldError("name", "NAME_MISSING", "is required"));
        } else if (name.length() > LONGEST_NAME) {
            errors.add(new FieldError(
                    "name", "NAME_OVERLONG", "is too long: use at most " + LONGEST_NAME + " characters"));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "NAME_UNPRINTABLE", "must not hold control characters"));
        }
        PasswordRules.problem(password, email, name).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    /** What is wrong with an address that somebody is to sign in with, if anything. */
    static Optional<FieldError> emailProblem(String email) {
        return email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()
                ? Optional.of(new FieldError("email", "EMAIL_MALFORMED", "must look like name@example.org"))
                : Optional.empty();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUser";
    }
}
