package io.fractal.web.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An uploaded file, in a temporary file of this machine until closed.
 *
 * @param statedType the media type that came with it, or {@code null}
 * @param fileName the name that came with it, or {@code null}
 */
public record Upload(Path file, String statedType, String fileName) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Without the name, which tells of people. */
    @Override
    public String toString() {
        return "Upload[" + file + "]";
    }
}
