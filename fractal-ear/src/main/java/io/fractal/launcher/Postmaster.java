package io.fractal.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The main process of a PostgreSQL server on one data directory, found through its {@code postmaster.pid}. It outlives a
 * Java process that is killed; the next start ends it here, after making sure that the process with that number really
 * is a PostgreSQL on this very directory.
 */
final class Postmaster {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path dataDirectory;
    private final Path pidFile;

    Postmaster(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
        this.pidFile = dataDirectory.resolve("postmaster.pid");
    }

    /**
     * Stops the server properly if one is running: open transactions are rolled back, everything committed is on disk.
     * A {@code postmaster.pid} that names no such server is removed, as it would block the next start.
     *
     * @param binaries the folder of {@code pg_ctl}; if absent the server is ended by a signal
     * @return whether a server was running
     * @throws StartRefused if it does not stop
     */
    boolean stop(Optional<Path> binaries) throws IOException, InterruptedException {
        Optional<ProcessHandle> server = find();
        if (server.isEmpty()) {
            Files.deleteIfExists(pidFile);
            return false;
        }
        askToStop(server.get(), binaries);
        if (!ended(server.get())) {
            throw new StartRefused("A PostgreSQL server from an earlier run (process "
                    + server.get().pid() + ") on " + dataDirectory
                    + " does not stop; stop that process and try again.");
        }
        return true;
    }

    private void askToStop(ProcessHandle server, Optional<Path> binaries) throws IOException, InterruptedException {
        if (binaries.isPresent() && pgCtlStop(binaries.get()) == 0) {
            return;
        }
        // No pg_ctl, or it refuses to work for this user: SIGINT is PostgreSQL's fast shutdown.
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            server.destroy(); // no such program on this system
        }
    }

    private int pgCtlStop(Path binaries) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("pg_ctl").toString());
        command.addAll(List.of("-D", dataDirectory.toString(), "-m", "fast", "-w", "-t", "50", "stop"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private static boolean ended(ProcessHandle server) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(50); // not our child, so there is nothing to wait on
        }
        return !server.isAlive();
    }

    private Optional<ProcessHandle> find() throws IOException {
        if (!Files.isRegularFile(pidFile)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(text -> text.matches("\\d{1,10}"))
                    .flatMap(text -> ProcessHandle.of(Long.parseLong(text)))
                    .filter(ProcessHandle::isAlive)
                    .filter(this::serves);
        }
    }

    /** Process numbers are given out again, above all after a reboot or in a new container. */
    private boolean serves(ProcessHandle process) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.isSymbolicLink(workingDirectory)) {
                // a PostgreSQL server changes into its data directory
                return Files.readSymbolicLink(workingDirectory).equals(dataDirectory.toRealPath())
                        && isPostgres(process);
            }
        } catch (IOException e) {
            // not readable for this user: its program must tell
        }
        return isPostgres(process);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }
}
