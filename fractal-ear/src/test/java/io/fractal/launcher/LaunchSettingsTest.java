package io.fractal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchSettingsTest {

    @Test
    void the_environment_wins_over_the_file() {
        LaunchSettings settings = settings(Map.of("PORT", "9001"), Map.of("PORT", "9002"));
        assertEquals(9001, settings.port());
    }

    @Test
    void an_empty_variable_counts_as_unset() {
        assertEquals(9002, settings(Map.of("PORT", ""), Map.of("PORT", "9002")).port());
        assertEquals(
                Optional.empty(), settings(Map.of("APP_URL", " "), Map.of()).get("APP_URL"));
    }

    @Test
    void without_a_port_it_is_8080() {
        assertEquals(8080, settings(Map.of(), Map.of()).port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8080.0"})
    void a_wrong_port_is_refused_with_the_name_of_the_setting(String port) {
        LaunchSettings settings = settings(Map.of("PORT", port), Map.of());
        StartRefused refused = assertThrows(StartRefused.class, settings::port);
        assertEquals("PORT must be a whole number from 1 to 65535.", refused.getMessage());
    }

    @Test
    void the_sandbox_is_on_until_there_are_credentials() {
        assertTrue(settings(Map.of(), Map.of()).sandboxOn());
        assertFalse(settings(Map.of("TWILIO_ACCOUNT_SID", "AC1"), Map.of()).sandboxOn());
        assertFalse(settings(Map.of("TWILIO_AUTH_TOKEN", "x"), Map.of()).sandboxOn());
        assertFalse(settings(Map.of("FRACTAL_SANDBOX", "off"), Map.of()).sandboxOn());
        assertTrue(settings(Map.of("FRACTAL_SANDBOX", "on"), Map.of()).sandboxOn());
    }

    @Test
    void a_malformed_database_url_is_refused_by_name_and_not_quoted() {
        LaunchSettings settings = settings(Map.of("DATABASE_URL", "mysql://me:geheim@host/db"), Map.of());
        StartRefused refused = assertThrows(StartRefused.class, settings::databaseUrl);
        assertTrue(refused.getMessage().startsWith("DATABASE_URL"), refused.getMessage());
        assertFalse(refused.getMessage().contains("geheim"), refused.getMessage());
    }

    private static LaunchSettings settings(Map<String, String> environment, Map<String, String> file) {
        return new LaunchSettings(environment::get, file);
    }
}
