package io.fractal.launcher;

import io.fractal.configuration.DatabaseUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of Fractal: everything is started in this order, and stopped in the opposite one. */
final class Launch {

    private final LaunchSettings settings;
    private final Console console;
    private final long begin = System.nanoTime();

    private Home home;
    private volatile EmbeddedDatabase database;
    private volatile ApplicationServer server;
    private volatile boolean stopping;

    Launch(LaunchSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /**
     * Returns when Fractal is ready for requests; it then runs on in the server's threads.
     *
     * @throws StartRefused if it cannot start; what had been started is still running then
     */
    void start() throws InterruptedException, IOException {
        int port = settings.port();
        Optional<DatabaseUrl> external = settings.databaseUrl();
        ApplicationServer.requireFreePort(port);
        home = Home.open(settings.home());
        settings.handOn();
        System.setProperty("PORT", Integer.toString(port));
        System.setProperty("FRACTAL_HOME", home.directory().toString());
        Secrets secrets = Secrets.in(home);
        ApplicationSecrets.complete(settings, secrets);
        FirstAdministrator administrator = FirstAdministrator.prepare(settings);
        Path serverDirectory = home.resolve("micro");
        Home.createPrivateDirectory(serverDirectory);
        LogSetup.apply(serverDirectory, console.isTerminal());
        startDatabase(external, secrets);
        console.line("Starting Fractal …");
        startServer(serverDirectory, port);
        new Readiness(port).await(Duration.ofSeconds(settings.startTimeoutSeconds()));
        System.gc(); // a start leaves much behind: gives that memory back to the machine, once, before there is any
        // load
        console.box(summary(port, administrator));
    }

    private void startDatabase(Optional<DatabaseUrl> external, Secrets secrets)
            throws IOException, InterruptedException {
        if (external.isPresent()) {
            new ExternalDatabase(external.get(), console).await(Duration.ofSeconds(settings.databaseWaitSeconds()));
            return;
        }
        EmbeddedDatabase embedded = new EmbeddedDatabase(home, secrets);
        database = embedded;
        if (stopping) {
            embedded.stop(); // who stops has looked before there was one
        }
        console.line("Starting the embedded PostgreSQL …");
        System.setProperty("DATABASE_URL", embedded.start());
    }

    private void startServer(Path directory, int port) {
        ApplicationServer application = new ApplicationServer(directory, port);
        server = application;
        application.start();
    }

    private List<String> summary(int port, FirstAdministrator administrator) {
        String address =
                settings.get("APP_URL").or(() -> settings.get("BASE_URL")).orElse("http://localhost:" + port + "/");
        List<String> lines = new ArrayList<>();
        lines.add("Fractal is ready after "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " seconds.");
        lines.add("");
        lines.add("Inbox      " + address);
        lines.addAll(administrator.describe(settings));
        if (settings.sandboxOn()) {
            lines.add("Phone      http://localhost:" + port + "/sandbox/phone   (the sandbox: nothing reaches Twilio)");
        }
        lines.add("Data       "
                + (database == null ? "in the database that DATABASE_URL names" : database.dataDirectory()));
        lines.add("");
        lines.add("Stop it with Ctrl-C.");
        return lines;
    }

    /** Whether it is being stopped: a start that ends because of that has not failed. */
    boolean isStopping() {
        return stopping;
    }

    /** Stops what was started, the server before the database, so that its last transactions still arrive. */
    void stop() {
        stopping = true;
        // Payara writes its internals past all logging while it stops
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            stopDatabase(); // whatever becomes of a server that may only just have begun to start
        }
    }

    private void stopDatabase() {
        try {
            if (database != null) {
                database.stop();
            }
            if (home != null) {
                home.close();
            }
        } catch (IOException | StartRefused e) {
            console.failure("The embedded PostgreSQL did not stop in order; the next start will see to it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
