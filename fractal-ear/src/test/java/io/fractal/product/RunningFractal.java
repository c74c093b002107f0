package io.fractal.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One Fractal as a user starts it: {@code java -jar fractal.jar} in a process of its own, with a data folder and an embedded database
 * of its own, on a free port. Ends with {@link #close()}.
 */
public final class RunningFractal implements AutoCloseable {

    /** The key that the product is told to accept. */
    public static final String API_KEY = "fk_test_0123456789abcdefghijklmnopqrstuvwxyz";

    /** The first user's address. */
    public static final String ADMIN_EMAIL = "ada@fractal.test";

    /** The first user's password. */
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    /** What {@code WEBHOOK_SIGNING_SECRET} is set to. */
    public static final String WEBHOOK_SIGNING_SECRET = "a webhook signing secret for tests only";

    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Duration START_LIMIT = Duration.ofSeconds(150);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final String baseUrl;
    private final Path home;
    private final Path log;
    private final Duration startUp;

    private RunningFractal(Process process, String baseUrl, Path home, Path log, Duration startUp) {
        this.process = process;
        this.baseUrl = baseUrl;
        this.home = home;
        this.log = log;
        this.startUp = startUp;
    }

    /**
     * Starts the product and waits until it is ready.
     *
     * @param home the data folder; made when it does not exist
     * @param environment settings beyond, or instead of, those that tests need
     * @throws AssertionError when it is not ready in time, with the end of its log
     */
    public static RunningFractal start(Path home, Map<String, String> environment) {
        Instant begun = Instant.now();
        int port = environment.containsKey("PORT") ? Integer.parseInt(environment.get("PORT")) : freePort();
        Path log = home.resolveSibling(home.getFileName() + ".log");
        Process process = launch(home, port, log, environment);
        String baseUrl = "http://localhost:" + port;
        try {
            Deadline.await(
                    "Fractal on port " + port + " is ready", START_LIMIT, () -> isReady(process, baseUrl), r -> r);
            if (!process.isAlive()) {
                throw new AssertionError("Fractal ended with exit code " + process.exitValue());
            }
        } catch (RuntimeException | AssertionError notReady) {
            end(process, true);
            throw new AssertionError("Fractal did not start. The end of its log:\n" + tail(log), notReady);
        }
        return new RunningFractal(process, baseUrl, home, log, Duration.between(begun, Instant.now()));
    }

    /** Starts the process without waiting for anything; for tests of starts that fail. */
    public static Process launch(Path home, int port, Path log, Map<String, String> environment) {
        try {
            Files.createDirectories(home);
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Map<String, String> variables = builder.environment();
            variables.keySet().removeIf(RunningFractal::isSetting);
            variables.putAll(settings(home, port));
            variables.putAll(environment);
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("Fractal could not be started", failed);
        }
    }

    /** Where it answers, without a trailing slash. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Its data folder. */
    public Path home() {
        return home;
    }

    /** How long it took from the call of {@code java} to ready. */
    public Duration startUp() {
        return startUp;
    }

    /** The process, for tests that end it the hard way. */
    public Process process() {
        return process;
    }

    /** Everything it has written to its terminal so far. */
    public String log() {
        return read(log);
    }

    /** A client that does not say who it is. */
    public FractalClient anonymous() {
        return FractalClient.anonymous(baseUrl);
    }

    /** A client that uses the API key. */
    public FractalClient client() {
        return anonymous().with("X-API-Key", API_KEY);
    }

    /** A client with a session of its own, signed in as the first user. */
    public FractalClient signedIn() {
        return anonymous().signIn(ADMIN_EMAIL, ADMIN_PASSWORD);
    }

    /** The control interface of the Twilio sandbox inside. */
    public Sandbox sandbox() {
        return new Sandbox(anonymous());
    }

    /** A provider that posts signed webhooks. */
    public TwilioWebhooks twilio() {
        return new TwilioWebhooks(anonymous(), account());
    }

    /** The REST interface, asked with the API key. */
    public FractalApi api() {
        return new FractalApi(client());
    }

    /** The account that the sandbox plays. */
    public TwilioAccount account() {
        return TwilioAccount.ofSandbox(WEBHOOK_SIGNING_SECRET);
    }

    /** Stops it as Ctrl-C does; kills it when it does not end. */
    @Override
    public void close() {
        end(process, false);
    }

    /**
     * A port that was free a moment ago. Chosen below the ports that systems give to outgoing connections, since one of those could
     * take it before the server does.
     */
    public static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (IOException taken) {
                // the next one, then
            }
        }
        throw new IllegalStateException("No free port from " + LOWEST_PORT + " to " + HIGHEST_PORT);
    }

    /** The runnable jar that the build made. */
    public static Path jar() {
        Path jar =
                Path.of(System.getProperty("fractal.jar", "target/fractal.jar")).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError(jar + " is missing: run the phase package first");
        }
        return jar;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-jar");
        command.add(jar().toString());
        return command;
    }

    /** The settings that tests run Fractal with, wherever it runs. */
    public static Map<String, String> settings(Path home, int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("PORT", Integer.toString(port));
        settings.put("APP_URL", "http://localhost:" + port);
        settings.put("FRACTAL_HOME", home.toAbsolutePath().toString());
        settings.put("FRACTAL_API_KEY", API_KEY);
        settings.put("FRACTAL_ADMIN_EMAIL", ADMIN_EMAIL);
        settings.put("FRACTAL_ADMIN_PASSWORD", ADMIN_PASSWORD);
        settings.put("API_KEY_SECRET", "an API key secret for tests only, long enough");
        settings.put("WEBHOOK_SIGNING_SECRET", WEBHOOK_SIGNING_SECRET);
        settings.put("JWT_SECRET", "a token secret for tests only, also long enough");
        return settings;
    }

    private static boolean isSetting(String variable) {
        return variable.matches("(FRACTAL|TWILIO)_.*|PORT|APP_URL|BASE_URL|DATABASE_URL|.*_SECRET");
    }

    private static boolean isReady(Process process, String baseUrl) {
        if (!process.isAlive()) {
            return true;
        }
        // a server without the application is ready, too, but has nothing to check
        Answer health = FractalClient.anonymous(baseUrl).get("/health/ready");
        return health.status() == 200 && !health.json().path("checks").isEmpty();
    }

    private static void end(Process process, boolean hard) {
        if (hard) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String tail(Path log) {
        String all = read(log);
        return all.substring(Math.max(0, all.length() - 6000));
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException missing) {
            return "(no log: " + missing.getMessage() + ")";
        }
    }
}
