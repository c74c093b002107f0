package io.fractal.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The entry point of {@code fractal.jar}. */
public final class Main {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /**
     * Starts Fractal, or ends the process with exit code 1 and one sentence.
     *
     * @param arguments none; all settings come from the environment and {@code .env} files
     */
    public static void main(String[] arguments) {
        System.setProperty(
                "jdk.console", "java.base"); // from Java 22 on, the default one is there without a terminal too
        Console console = new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                System.console() != null);
        if (arguments.length > 0) {
            console.failure("Fractal takes no arguments; its settings are environment variables, or lines of a file"
                    + " named .env in this folder (.env.example lists them).");
            exit(MISUSED);
        }
        run(console);
    }

    private static void run(Console console) {
        try {
            run(new Launch(LaunchSettings.read(List.of(Path.of(""), jarDirectory())), console));
        } catch (StartRefused e) {
            fail(console, e.getMessage(), e.getCause());
        } catch (IOException e) {
            fail(console, "Fractal could not write its data folder; check free space and permissions.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exit(FAILED);
        }
    }

    private static void run(Launch launch) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(launch::stop, "fractal-shutdown"));
        try {
            launch.start();
        } catch (StartRefused | IOException e) {
            if (!launch.isStopping()) {
                throw e;
            }
        }
    }

    private static void fail(Console console, String sentence, Throwable cause) {
        logCause(cause);
        console.failure(sentence);
        exit(FAILED);
    }

    /** The cause is for whoever looks deeper; it never holds a secret, and the sentence comes last. */
    private static void logCause(Throwable cause) {
        if (cause != null) {
            Logger.getLogger(Main.class.getName()).log(Level.FINE, "The start failed", cause);
        }
    }

    private static Path jarDirectory() {
        try {
            Path jar = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.toAbsolutePath().getParent();
        } catch (URISyntaxException e) {
            throw new StartRefused("The folder of fractal.jar has a name that Java cannot use; move it elsewhere.", e);
        }
    }

    /** Runs the shutdown hooks, which stop what was started. */
    private static void exit(int code) {
        System.exit(code);
    }
}
