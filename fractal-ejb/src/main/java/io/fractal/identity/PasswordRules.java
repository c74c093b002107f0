package io.fractal.identity;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.matchers.Dictionary;
import io.fractal.configuration.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which passwords people may choose, after NIST SP 800-63B: long enough, not among those that attackers try first, and not what
 * everybody knows of their owner. No rules of composition: they only make passwords predictable.
 */
final class PasswordRules {

    /** The least number of characters. */
    static final int SHORTEST = 8;

    private static final String FIELD = "password";

    private PasswordRules() {}

    /**
     * What is wrong with a password, if anything.
     *
     * @param password as it was chosen; blanks count
     * @param email its owner's address
     * @param name its owner's name
     */
    static Optional<FieldError> problem(String password, String email, String name) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return told("PASSWORD_TOO_SHORT", "is too short: use at least " + SHORTEST + " characters");
        }
        if (password.length() > PasswordHash.LONGEST) {
            return told("PASSWORD_TOO_LONG", "is too long: use at most " + PasswordHash.LONGEST + " characters");
        }
        if (isOwners(password, email, name)) {
            return told("PASSWORD_IS_YOUR_NAME", "must not be the name or the email address");
        }
        if (isCommon(password)) {
            return told("PASSWORD_TOO_COMMON", "is too easy to guess: it is among the words and passwords tried first");
        }
        return Optional.empty();
    }

    private static Optional<FieldError> told(String code, String message) {
        return Optional.of(new FieldError(FIELD, code, message));
    }

    private static boolean isOwners(String password, String email, String name) {
        String chosen = password.strip();
        String localPart = email.substring(0, Math.max(0, email.indexOf('@')));
        return Stream.of(email, localPart, name, name.replace(" ", "")).anyMatch(chosen::equalsIgnoreCase);
    }

    private static boolean isCommon(String password) {
        return password.codePoints().distinct().count() == 1
                || Known.WORDS.contains(password.strip().toLowerCase(Locale.ROOT));
    }

    /** Read when the first password is looked at. */
    private static final class Known {

        /** The most used passwords, and single words and names, in lower case; only those that are long enough to be chosen. */
        static final Set<String> WORDS = read();

        private static Set<String> read() {
            try {
                return StandardDictionaries.loadAllDictionaries().stream()
                        .map(Dictionary::getFrequencies)
                        .flatMap(List::stream)
                        .filter(word -> word.length() >= SHORTEST)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException("The list of common passwords cannot be read", e);
            }
        }
    }
}
