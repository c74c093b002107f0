package io.fractal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DotEnvTest {

    @TempDir
    Path folder;

    @Test
    void values_are_taken_literally_with_quotes_and_comments_removed() throws IOException {
        Path file = write("""
                # a comment

                PORT=8081
                export APP_URL = "https://hub.example.com" # where we are
                API_KEY_SECRET='a #1 "secret" = $HOME'
                TWILIO_AUTH_TOKEN=abc#def
                JWT_SECRET=plain # with a comment
                EMPTY=
                """);
        assertEquals(
                Map.of(
                        "PORT", "8081",
                        "APP_URL", "https://hub.example.com",
                        "API_KEY_SECRET", "a #1 \"secret\" = $HOME",
                        "TWILIO_AUTH_TOKEN", "abc#def",
                        "JWT_SECRET", "plain",
                        "EMPTY", ""),
                DotEnv.read(file));
    }

    @Test
    void a_missing_file_holds_no_settings() {
        assertEquals(Map.of(), DotEnv.read(folder.resolve(".env")));
    }

    @Test
    void a_line_that_is_no_setting_is_named_by_its_number_and_not_quoted() throws IOException {
        Path file = write("PORT=1\nmy secret\n");
        StartRefused refused = assertThrows(StartRefused.class, () -> DotEnv.read(file));
        assertTrue(refused.getMessage().startsWith("Line 2 of "), refused.getMessage());
        assertTrue(!refused.getMessage().contains("my secret"), refused.getMessage());
    }

    @Test
    void every_line_of_the_example_is_understood() {
        assertEquals(Map.of(), DotEnv.read(Path.of("..", ".env.example")));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve(".env"), text);
    }
}
