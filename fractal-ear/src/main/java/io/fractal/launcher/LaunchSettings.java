package io.fractal.launcher;

import io.fractal.configuration.DatabaseUrl;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings of a start. The real environment wins over system properties set on the command line, those over the
 * {@code .env} file in the working directory, and that over the one beside the jar. An empty value counts as unset, as
 * hosting platforms and Compose files like to pass empty variables on.
 */
final class LaunchSettings {

    private static final int DEFAULT_PORT = 8080;

    private final UnaryOperator<String> environment;
    private final Map<String, String> files;

    LaunchSettings(UnaryOperator<String> environment, Map<String, String> files) {
        this.environment = environment;
        this.files = Map.copyOf(files);
    }

    /**
     * Reads the settings of this process.
     *
     * @param directories where {@code .env} files may lie, the stronger first
     */
    static LaunchSettings read(List<Path> directories) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Path directory : directories) {
            DotEnv.read(directory.resolve(".env")).forEach(files::putIfAbsent);
        }
        return new LaunchSettings(System::getenv, files);
    }

    /** The value of a setting, or nothing when it is unset or empty. */
    Optional<String> get(String name) {
        return filled(environment.apply(name))
                .or(() -> filled(System.getProperty(name)))
                .or(() -> filled(files.get(name)));
    }

    /**
     * Hands the settings of the {@code .env} files on as system properties, where MicroProfile Config finds them. Those
     * that the environment or the command line has already are left alone.
     */
    void handOn() {
        files.forEach((name, value) -> {
            if (filled(environment.apply(name)).isEmpty()
                    && filled(System.getProperty(name)).isEmpty()) {
                System.setProperty(name, value);
            }
        });
    }

    /** The port to listen on. */
    int port() {
        return number("PORT", DEFAULT_PORT, 1, 65535);
    }

    /**
     * The database to use instead of an embedded one.
     *
     * @throws StartRefused if {@code DATABASE_URL} is malformed
     */
    Optional<DatabaseUrl> databaseUrl() {
        try {
            return get("DATABASE_URL").map(DatabaseUrl::parse);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(e.getMessage(), e); // its message is made to be shown, and quotes nothing
        }
    }

    /** How many seconds to wait for a database server that does not answer yet. */
    int databaseWaitSeconds() {
        return number("FRACTAL_DATABASE_WAIT_SECONDS", 60, 0, 3600);
    }

    /** How many seconds the application may take from the server's start until it is ready. */
    int startTimeoutSeconds() {
        return number("FRACTAL_START_TIMEOUT_SECONDS", 180, 1, 3600);
    }

    /** The data folder, absolute. */
    Path home() {
        return Path.of(get("FRACTAL_HOME").orElse(".fractal")).toAbsolutePath().normalize();
    }

    /** Whether the Twilio sandbox will be on; the rule is the application's ({@code FRACTAL_SANDBOX}). */
    boolean sandboxOn() {
        String mode = get("FRACTAL_SANDBOX").orElse("auto");
        return switch (mode) {
            case "on" -> true;
            case "off" -> false;
            case "auto" ->
                get("TWILIO_ACCOUNT_SID").isEmpty() && get("TWILIO_AUTH_TOKEN").isEmpty();
            default -> throw new StartRefused("FRACTAL_SANDBOX must be auto, on or off.");
        };
    }

    private int number(String name, int otherwise, int least, int most) {
        Optional<String> value = get(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.get().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of range
        }
        throw new StartRefused(name + " must be a whole number from " + least + " to " + most + ".");
    }

    private static Optional<String> filled(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
