package io.fractal.web.api;

import io.fractal.web.errors.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A request's body that was read once and can be read again: in memory as long as it is no larger than most JSON, else in a file that is
 * gone with {@link #close()}, or with the process.
 */
final class RereadableBody implements Closeable {

    private static final int IN_MEMORY = JsonBodyReader.MAX_BODY;
    private static final int BUFFER = 64 * 1024;

    private final InputStream again;

    private RereadableBody(InputStream again) {
        this.again = again;
    }

    /**
     * Reads a body to its end.
     *
     * @param most the most bytes that are taken
     * @param digest is given every byte
     * @throws HttpProblem with 413 when there are more
     */
    static RereadableBody of(InputStream body, long most, MessageDigest digest) throws IOException {
        byte[] beginning = body.readNBytes(IN_MEMORY + 1);
        digest.update(beginning);
        return new RereadableBody(
                beginning.length <= IN_MEMORY
                        ? new ByteArrayInputStream(beginning)
                        : inFile(beginning, body, most, digest));
    }

    private static InputStream inFile(byte[] beginning, InputStream body, long most, MessageDigest digest)
            throws IOException {
        FileChannel file = FileChannel.open(
                Files.createTempFile("fractal-request", ".tmp"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            write(file, beginning, beginning.length);
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                digest.update(buffer, 0, read);
                write(file, buffer, read);
                if (file.position() > most) {
                    throw HttpProblem.tooLarge(most);
                }
            }
            return Channels.newInputStream(file.position(0));
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private static void write(FileChannel file, byte[] bytes, int length) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    /** The body from its beginning. Always the same stream. */
    InputStream stream() {
        return again;
    }

    @Override
    public void close() throws IOException {
        again.close();
    }
}
