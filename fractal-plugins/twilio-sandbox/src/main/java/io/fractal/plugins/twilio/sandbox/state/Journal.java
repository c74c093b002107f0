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
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only file of JSON lines. Each line is handed to the operating system before the change it tells of shows any effect, so
 * that a killed process loses nothing; a line cut off by the kill is left out when read. A crash of the machine may lose the last
 * lines, which a sandbox can bear. Not safe for several threads: its owner locks.
 */
final class Journal implements AutoCloseable {

    /**
     * One line. Exactly one group of fields is set.
     *
     * @param born when the journal was begun
     * @param message a message as it now is
     * @param deliveries webhooks owed since that change
     * @param deleted the SID of a message that is gone
     * @param done the id of a webhook that was answered or given up
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Entry(Instant born, SandboxMessage message, List<Delivery> deliveries, String deleted, String done) {

        static Entry born(Instant instant) {
            return new Entry(instant, null, null, null, null);
        }

        static Entry changed(SandboxMessage message, List<Delivery> deliveries) {
            return new Entry(null, message, deliveries, null, null);
        }

        static Entry deleted(String sid) {
            return new Entry(null, null, null, sid, null);
        }

        static Entry done(String deliveryId) {
            return new Entry(null, null, null, null, deliveryId);
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;
    private Writer writer;

    Journal(Path file) {
        this.file = file;
    }

    long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read " + file, failed);
        }
    }

    /** Reads every whole line, oldest first. */
    void replay(Consumer<Entry> reader) {
        if (!Files.exists(file)) {
            return;
        }
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Entry entry = parse(line);
                if (entry != null) {
                    reader.accept(entry);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read " + file, failed);
        }
    }

    void append(Entry entry) {
        try {
            if (writer == null) {
                writer = Files.newBufferedWriter(
                        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                // Begins a line of its own, should the last one have been cut off.
                writer.write(size() > 0 ? "\n" : "");
            }
            writer.write(JSON.writeValueAsString(entry) + "\n");
            writer.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot write " + file, failed);
        }
    }

    /** Puts these lines in the place of all others, at once or not at all. */
    void replace(List<Entry> entries) {
        close();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer out = Files.newBufferedWriter(fresh)) {
                for (Entry entry : entries) {
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

    private static Entry parse(String line) {
        try {
            return line.isBlank() ? null : JSON.readValue(line, Entry.class);
        } catch (JsonProcessingException cutOff) {
            return null;
        }
    }
}
