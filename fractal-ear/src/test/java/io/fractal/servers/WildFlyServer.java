package io.fractal.servers;

import io.fractal.product.Deadline;
import io.fractal.product.RunningFractal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A WildFly, prepared as operators prepare theirs, with the EAR deployed. */
final class WildFlyServer implements AutoCloseable {

    private final Path folder = ServerFolders.empty("wildfly");
    private final Path server = ServerFolders.distribution("wildfly");
    private final int httpPort = RunningFractal.freePort();
    private final int managementPort = RunningFractal.freePort();
    private final Programs programs;
    private Process process;

    WildFlyServer(String databaseUrl) {
        Map<String, String> settings = new HashMap<>(RunningFractal.settings(folder.resolve("home"), httpPort));
        settings.put("DATABASE_URL", databaseUrl);
        settings.put("LAUNCH_JBOSS_IN_BACKGROUND", "1"); // the script then hands signals on to the server
        this.programs = new Programs(folder.resolve("console.log"), settings);
    }

    String baseUrl() {
        return "http://localhost:" + httpPort;
    }

    /** Where the server itself answers for health. */
    String managementUrl() {
        return "http://localhost:" + managementPort;
    }

    void start() throws IOException {
        for (String left : new String[] {"data", "log", "tmp", "deployments"}) {
            ServerFolders.delete(server.resolve("standalone").resolve(left));
        }
        programs.run(
                server.resolve("bin/jboss-cli.sh"), "--file=" + ServerFolders.repository("docs/deploy/wildfly.cli"));
        Path deployments = Files.createDirectories(server.resolve("standalone/deployments"));
        Files.copy(ServerFolders.ear(), deployments.resolve("fractal.ear"));
        process = programs.start(
                server.resolve("bin/standalone.sh"),
                "-Djboss.http.port=" + httpPort,
                "-Djboss.https.port=" + RunningFractal.freePort(),
                "-Djboss.management.http.port=" + managementPort);
        awaitDeployment(deployments);
    }

    /** The deployment scanner tells its outcome by marker files. */
    private void awaitDeployment(Path deployments) throws IOException {
        Path failed = deployments.resolve("fractal.ear.failed");
        Path deployed = deployments.resolve("fractal.ear.deployed");
        Deadline.await(
                "the deployment on WildFly",
                Duration.ofMinutes(2),
                () -> Files.exists(failed) || Files.exists(deployed),
                done -> done);
        if (Files.exists(failed)) {
            throw new AssertionError("WildFly refused the EAR: " + Files.readString(failed));
        }
    }

    /** The server's log, for failures. */
    Path log() {
        return folder.resolve("console.log");
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, 60, TimeUnit.SECONDS)
                .thenAccept(WildFlyServer::kill)
                .join();
    }

    /** Nothing is left to kill after an orderly end. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
