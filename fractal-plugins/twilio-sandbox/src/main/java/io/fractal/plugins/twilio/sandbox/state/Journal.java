package io.fractal.plugins.twilio.sandbox.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only file of JSON lines. Each line is handed to the operating system before the change it tells of shows any effect, so
 * that a killed process loses nothing; a line cut off by the kill is left out when read. A crash of the machine may lose the last
 * lines, which a sandbox can bear. Not safe for several threads: its owner locks.
 *
 * @param <E> what one line says
 */
final class Journal<E> implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private final Class<E> type;
    private Writer writer;
    private long written;

    Journal(Path file, Class<E> type) {
        this.file = file;
        this.type = type;
    }

    /** Roughly how many bytes were appended since the last {@link #replace}. */
    long written() {
        return written;
    }

    long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read " + file, failed);
        }
    }

    /** Reads every whole line, oldest first. */
    void replay(Consumer<E> reader) {
        if (!Files.exists(file)) {
            return;
        }
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                E entry = parse(line);
                if (entry != null) {
                    reader.accept(entry);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read " + file, failed);
        }
    }

    void append(E entry) {
        try {
            if (writer == null) {
                writer = Files.newBufferedWriter(
                        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                // Begins a line of its own, should the last one have been cut off.
                writer.write(size() > 0 ? "\n" : "");
            }
            String line = JSON.writeValueAsString(entry);
            writer.write(line);
            writer.write('\n');
            writer.flush();
            written += line.length();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + file, failed);
        }
    }

    /** Puts these lines in the place of all others, at once or not at all. */
    void replace(List<E> entries) {
        close();
        written = 0;
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer out = Files.newBufferedWriter(fresh)) {
                for (E entry : entries) {
                    out.write(JSON.writeValueAsString(entry) + "\n");
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + file, failed);
        }
    }

    @Override
    public void close() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot close " + file, failed);
        } finally {
            writer = null;
        }
    }

    private E parse(String line) {
        try {
            return line.isBlank() ? null : JSON.readValue(line, type);
        } catch (JsonProcessingException cutOff) {
            return null;
        }
    }
}
