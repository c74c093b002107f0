package io.fractal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path folder;

    @Test
    void a_second_one_on_the_same_folder_is_refused_until_the_first_is_closed() throws IOException {
        Home first = Home.open(folder.resolve("home"));
        StartRefused refused = assertThrows(StartRefused.class, () -> Home.open(folder.resolve("home")));
        assertTrue(refused.getMessage().startsWith("Another Fractal is running"), refused.getMessage());
        first.close();
        Home.open(folder.resolve("home")).close();
    }

    @Test
    void secrets_are_kept_in_a_file_that_only_its_owner_can_read() throws IOException {
        try (Home home = Home.open(folder.resolve("home"))) {
            String secret = Secrets.in(home).get("JWT_SECRET");
            String other = Secrets.in(home).get("API_KEY_SECRET");
            assertEquals(43, secret.length());
            assertNotEquals(secret, other);
            assertEquals(secret, Secrets.in(home).get("JWT_SECRET"));
            Path file = home.resolve("secrets.properties");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())));
        }
    }
}
