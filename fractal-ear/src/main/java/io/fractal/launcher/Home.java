package io.fractal.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The data folder ({@code FRACTAL_HOME}) of one Fractal: readable by its owner only, and locked for as long as the
 * process lives. The operating system drops the lock with the process, however that ends.
 */
final class Home implements AutoCloseable {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path directory;
    private final FileChannel lockFile;

    private Home(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder if need be and takes its lock.
     *
     * @throws StartRefused if another Fractal runs on this folder, or it cannot be written
     */
    static Home open(Path directory) {
        try {
            createPrivateDirectory(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("fractal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartRefused("Another Fractal is running on the data folder " + directory
                        + "; stop it first, or set FRACTAL_HOME to another folder.");
            }
            return new Home(directory, channel);
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + directory + " cannot be created or written; set FRACTAL_HOME to"
                            + " a folder that this user owns.",
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    Path directory() {
        return directory;
    }

    Path resolve(String child) {
        return directory.resolve(child);
    }

    /** Creates a folder that only its owner can enter; one that exists keeps its permissions. */
    static void createPrivateDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        if (POSIX) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    static void writePrivateFile(Path file, List<String> lines) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        if (POSIX) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(unfinished, lines);
        Files.move(
                unfinished,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes a folder with all it holds, if it exists. */
    static void deleteDirectory(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
