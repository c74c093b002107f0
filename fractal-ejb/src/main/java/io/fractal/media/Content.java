package io.fractal.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read more than once, wherever they lie. */
public interface Content {

    /** The bytes from the beginning; to be closed by the caller. */
    InputStream open() throws IOException;

    /** How many there are. */
    long size();

    /** What a file holds; the file must stay as long as the content is used. */
    static Content of(Path file) {
        long size = sizeOf(file);
        return new Content() {

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long size() {
                return size;
            }
        };
    }

    /** Bytes in memory; not copied, and not to be changed. */
    static Content of(byte[] bytes) {
        return new Content() {

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
