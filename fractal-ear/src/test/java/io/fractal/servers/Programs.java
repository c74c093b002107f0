package io.fractal.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the servers' own command line programs; what they say goes to a log file below {@code target}. */
final class Programs {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path log;
    private final Map<String, String> environment;

    /**
     * @param log where the output is appended
     * @param environment variables beside those of this process
     */
    Programs(Path log, Map<String, String> environment) {
        this.log = log;
        this.environment = environment;
    }

    /** Runs a program to its end. */
    void run(Path program, String... arguments) {
        Process process = start(program, arguments);
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program.getFileName() + " did not end in time; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + program.getFileName() + " was running", e);
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(
                    program.getFileName() + " ended with exit code " + process.exitValue() + "\n" + tail());
        }
    }

    /** Starts a program and leaves it running. */
    Process start(Path program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(program + " cannot be started", e);
        }
    }

    /** The end of what was written, for failures. */
    String tail() {
        try {
            String all = Files.readString(log);
            return all.substring(Math.max(0, all.length() - 8000));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
