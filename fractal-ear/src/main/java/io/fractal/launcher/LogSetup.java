package io.fractal.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** Points {@code java.util.logging}, and with it Payara, to standard output in the launcher's format. */
final class LogSetup {

    private LogSetup() {}

    /**
     * Configures logging for this process and for Payara, which reads the file again when it starts.
     *
     * @param directory where the configuration is written
     * @param terminal lines for people rather than JSON
     */
    static void apply(Path directory, boolean terminal) throws IOException {
        Class<?> formatter = terminal ? TextLineFormatter.class : JsonLineFormatter.class;
        String simple = terminal ? "%5$s%n" : "{\"level\":\"%4$s\",\"logger\":\"%3$s\",\"message\":\"%5$s\"}%n";
        String properties = Resources.text("logging.properties")
                .replace("%FORMATTER%", formatter.getName())
                .replace("%SIMPLE%", simple);
        Path file = directory.resolve("logging.properties");
        Files.writeString(file, properties);
        System.setProperty("java.util.logging.config.file", file.toString());
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(properties.getBytes(StandardCharsets.UTF_8)));
    }
}
