package io.fractal.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where the build has put the servers and where their tests may write. */
final class ServerFolders {

    private ServerFolders() {}

    /** The unpacked distribution whose folder name starts like this. */
    static Path distribution(String beginning) {
        Path servers = Path.of("target", "servers").toAbsolutePath();
        try (Stream<Path> folders = Files.list(servers)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(beginning))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + beginning + " in " + servers));
        } catch (IOException e) {
            throw new AssertionError(servers + " is missing: build with -Pservers", e);
        }
    }

    /** The EAR that the build made. */
    static Path ear() {
        Path ear = Path.of("target", "fractal.ear").toAbsolutePath();
        if (!Files.isRegularFile(ear)) {
            throw new AssertionError(ear + " is missing: run the phase package first");
        }
        return ear;
    }

    /** A file of the repository, as operators use it. */
    static Path repository(String path) {
        return Path.of("..").toAbsolutePath().normalize().resolve(path);
    }

    /** An empty folder below {@code target}. */
    static Path empty(String name) {
        Path folder = Path.of("target", "server-runs", name).toAbsolutePath();
        try {
            delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be emptied", e);
        }
    }

    /** Deletes a file or a folder with all it holds, if it exists. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
