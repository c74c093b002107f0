package io.fractal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fractal.configuration.FieldError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seven sleepy otters",
                "kx7vwqpz",
                "ÄÖÜßäöüé",
                "all lower case no digits",
                "🦦🦦🐢🐢🦊🦊🐙🐙",
                "4711 0815 2342"
            })
    void what_is_long_enough_and_hard_to_guess_needs_no_mixture_of_characters(String password) {
        assertEquals(Optional.empty(), PasswordRules.problem(password, "jane@example.org", "Jane Smith"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', PASSWORD_TOO_SHORT",
        "kx7vwqp, PASSWORD_TOO_SHORT",
        "🦦🦦🐢🐢, PASSWORD_TOO_SHORT",
        "password, PASSWORD_TOO_COMMON",
        "PassWord1, PASSWORD_TOO_COMMON",
        "12345678, PASSWORD_TOO_COMMON",
        "' qwertyuiop ', PASSWORD_TOO_COMMON",
        "university, PASSWORD_TOO_COMMON",
        "zzzzzzzzzzzzz, PASSWORD_TOO_COMMON",
        "Jane.van.Smith@Example.org, PASSWORD_IS_YOUR_NAME",
        "jane.van.smith, PASSWORD_IS_YOUR_NAME",
        "janevansmith, PASSWORD_IS_YOUR_NAME",
    })
    void what_is_tried_first_is_refused(String password, String code) {
        assertEquals(Optional.of(code), code(password));
    }

    @Test
    void what_would_take_too_long_to_hash_is_refused() {
        assertEquals(Optional.empty(), code("ab".repeat(PasswordHash.LONGEST / 2)));
        assertEquals(Optional.of("PASSWORD_TOO_LONG"), code("ab".repeat(PasswordHash.LONGEST / 2) + "c"));
    }

    private static Optional<String> code(String password) {
        return PasswordRules.problem(password, "jane.van.smith@example.org", "Jane van Smith")
                .map(FieldError::code);
    }
}
