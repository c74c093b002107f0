package io.fractal.configuration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Secrets that were made up on this machine, kept in a file that only its owner can read: lines of {@code NAME=value}. Several
 * processes may use one file.
 *
 * @param path where it is; its folder exists
 */
record SecretsFile(Path path) {

    private static final int RANDOM_BYTES = 32;

    /**
     * The secret of this name; made up and kept at the first call.
     *
     * @throws IOException when the file cannot be read or written
     */
    String getOrCreate(String name) throws IOException {
        synchronized (SecretsFile.class) { // a file lock is for the whole process and refuses a second thread
            return getOrCreateLocked(name);
        }
    }

    private String getOrCreateLocked(String name) throws IOException {
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            List<String> lines = lock.isValid() && Files.exists(path) ? Files.readAllLines(path) : List.of();
            Optional<String> known = lines.stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst();
            return known.isPresent() ? known.get() : create(name, lines);
        }
    }

    private String create(String name, List<String> lines) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        List<String> more = new ArrayList<>(lines);
        more.add(name + "=" + secret);
        // replaced as a whole, so that a crash leaves either the old file or the new one
        Path written = Files.createTempFile(path.getParent(), "secrets", ".tmp", ownerOnly());
        Files.write(written, more, StandardCharsets.UTF_8);
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return secret;
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
