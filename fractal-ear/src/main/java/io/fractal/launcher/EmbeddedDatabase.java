package io.fractal.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PostgreSQL server that Fractal brings along: durable, on the loopback address only, behind generated passwords,
 * with its data in the data folder. May be stopped while it is being started: the start is then waited for.
 */
final class EmbeddedDatabase {

    private static final String NAME = "fractal";
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path data;
    private final Path programs;
    private final Path log;
    private final Path initialized;
    private final String superuserPassword;
    private final String password;
    private int port;
    private boolean stopped;

    EmbeddedDatabase(Home home, Secrets secrets) {
        Path directory = home.resolve("postgres");
        this.data = directory.resolve("data");
        this.programs = directory.resolve("programs");
        this.log = directory.resolve("log");
        this.initialized = directory.resolve("initialized");
        this.superuserPassword = secrets.get("POSTGRES_SUPERUSER_PASSWORD");
        this.password = secrets.get("POSTGRES_PASSWORD");
    }

    /**
     * Starts the server; one that an earlier, killed run has left behind is stopped first.
     *
     * @return the value for {@code DATABASE_URL}
     * @throws StartRefused if it does not start, or would not be durable; also once it has been stopped
     */
    synchronized String start() throws InterruptedException {
        if (stopped) {
            throw new StartRefused("The embedded PostgreSQL is being stopped.");
        }
        try {
            new Postmaster(data).stop(binaries());
            discardUnfinished();
            EmbeddedPostgres server = launch();
            port = server.getPort();
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                requireDurability(connection);
                provision(connection);
            }
            if (!Files.exists(initialized)) {
                Files.createFile(initialized);
            }
        } catch (IOException | SQLException | IllegalStateException | UncheckedIOException e) {
            throw new StartRefused("The embedded PostgreSQL did not start; its log is in " + log + ".", e);
        }
        return "postgresql://" + NAME + ":" + password + "@127.0.0.1:" + port + "/" + NAME;
    }

    /** An initialisation that was interrupted leaves half a cluster, in which nothing can have been stored yet. */
    private void discardUnfinished() throws IOException {
        if (!Files.exists(initialized)) {
            Home.deleteDirectory(data);
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        Home.createPrivateDirectory(data.getParent());
        Home.createPrivateDirectory(programs);
        Home.createPrivateDirectory(log);
        // the library tidies up its working folder, which by default all programs of this machine share
        System.setProperty("ot.epg.working-dir", programs.toString());
        Path passwordFile = data.resolveSibling("password");
        Home.writePrivateFile(passwordFile, List.of(superuserPassword));
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setDataDirectory(data.toFile())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setConnectConfig("password", superuserPassword)
                    // options of initdb: passwords from the first moment on, and the same order of text on every
                    // machine
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C");
            serverSettings().forEach(builder::setServerConfig);
            return builder.start();
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private Map<String, String> serverSettings() {
        Map<String, String> settings = new java.util.LinkedHashMap<>();
        DURABILITY.forEach(name -> settings.put(name, "on"));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("max_connections", "100");
        settings.put("shared_buffers", "64MB");
        // its own log files: a pipe to this process would break when it is killed
        settings.put("logging_collector", "on");
        settings.put("log_directory", quoted(log.toString()));
        settings.put("log_filename", "postgresql-%a.log");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("log_rotation_age", "1d");
        if (!WINDOWS) {
            settings.put("unix_socket_directories", "''");
        }
        return settings;
    }

    /** pg_ctl hands the options to a shell. */
    private static String quoted(String path) {
        return WINDOWS ? '"' + path.replace('\\', '/') + '"' : "'" + path.replace("'", "'\\''") + "'";
    }

    /** The library is made for tests and turns durability off by default: better no start than silent loss. */
    private static void requireDurability(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                try (ResultSet result = statement.executeQuery("show " + setting)) {
                    if (!result.next() || !"on".equals(result.getString(1))) {
                        throw new StartRefused("The embedded PostgreSQL runs with " + setting
                                + " off and could lose messages; remove that setting from its postgresql.auto.conf.");
                    }
                }
            }
        }
    }

    /** The application's role and database; repeatable, as a start may be interrupted at any point. */
    private void provision(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String role = has(statement, "select 1 from pg_roles where rolname = '" + NAME + "'") ? "alter" : "create";
            // generated by Secrets: letters, digits, minus and underscore only
            statement.execute(role + " role " + NAME + " login password '" + password + "'");
            if (!has(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    private Optional<Path> binaries() throws IOException {
        if (!Files.isDirectory(programs)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(programs)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve(WINDOWS ? "pg_ctl.exe" : "pg_ctl")))
                    .findFirst();
        }
    }

    Path dataDirectory() {
        return data;
    }

    /** Stops the server: connections are ended, and everything committed is on disk when this returns. */
    synchronized void stop() throws IOException, InterruptedException {
        stopped = true;
        new Postmaster(data).stop(binaries());
    }
}
