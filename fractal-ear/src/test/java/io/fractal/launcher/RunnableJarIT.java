package io.fractal.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.product.Deadline;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts and ends of {@code fractal.jar} as an operator meets them, good and bad, each in processes of its own. */
class RunnableJarIT {

    private final Path home = FractalExtension.newHome("launcher");
    private final Path log = home.resolveSibling(home.getFileName() + ".log");

    @Test
    void it_survives_a_kill_keeps_its_data_to_itself_and_leaves_nothing_behind() throws Exception {
        String text = Handset.text("Before the crash");
        long orphan;
        try (RunningFractal first = RunningFractal.start(home, Map.of())) {
            first.sandbox().writeSms(Handset.newNumber(), text);
            new FractalApi(first.client()).awaitMessageWith(text);
            refusesASecondOneOn(first);
            orphan = databaseProcess();
            first.process().destroyForcibly().waitFor();
        }
        try (RunningFractal second = RunningFractal.start(home, Map.of())) {
            assertEquals(1, new FractalApi(second.client()).messagesWith(text).size());
            assertNotEquals(orphan, databaseProcess());
            assertFalse(isAlive(orphan), "the database server that the kill left behind still runs");
            orphan = databaseProcess();
        }
        assertFalse(isAlive(orphan), "the database server still runs after an orderly stop");
        assertFalse(Files.exists(pidFile()), "the database server did not stop in order");
    }

    private void refusesASecondOneOn(RunningFractal first) throws Exception {
        String said = failedStart(Map.of());
        assertTrue(said.contains("Another Fractal is running on the data folder " + home), said);
        first.anonymous().get("/health/ready").expect(200);
    }

    @Test
    void a_taken_port_is_told_before_anything_is_started() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            String port = Integer.toString(taken.getLocalPort());
            String said = failedStart(Map.of("PORT", port));
            assertTrue(said.contains("Port " + port + " is taken"), said);
        }
        assertFalse(Files.exists(home.resolve("postgres")));
    }

    @Test
    void a_malformed_database_url_is_told_in_one_sentence_without_the_password() throws Exception {
        String said = failedStart(Map.of("DATABASE_URL", "postgresql:/me:geheim@host/db"));
        assertTrue(said.contains("DATABASE_URL is malformed"), said);
        assertFalse(said.contains("geheim"), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void a_database_that_does_not_answer_is_waited_for_and_then_told() throws Exception {
        String said = failedStart(Map.of(
                "DATABASE_URL",
                "postgresql://me:geheim@127.0.0.1:" + RunningFractal.freePort() + "/db",
                "FRACTAL_DATABASE_WAIT_SECONDS",
                "2"));
        assertTrue(said.contains("Waiting for the database"), said);
        assertTrue(said.contains("did not answer within 2 seconds"), said);
        assertFalse(said.contains("geheim"), said);
    }

    @Test
    void without_the_sandbox_secrets_are_asked_for_by_name() throws Exception {
        String said = failedStart(
                Map.of("FRACTAL_SANDBOX", "off", "API_KEY_SECRET", "", "WEBHOOK_SIGNING_SECRET", "", "JWT_SECRET", ""));
        assertTrue(said.contains("API_KEY_SECRET, WEBHOOK_SIGNING_SECRET, JWT_SECRET must be set"), said);
    }

    @Test
    void a_wrong_setting_of_the_application_ends_the_process_and_the_database() throws Exception {
        String said = failedStart(Map.of("FRACTAL_ADMIN_EMAIL", "nobody"));
        assertTrue(said.contains("FRACTAL_ADMIN_EMAIL"), said);
        assertFalse(Files.exists(pidFile()), "the database server still runs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Starting the embedded PostgreSQL", "Starting Fractal"})
    void a_stop_during_the_start_is_no_failure_and_leaves_nothing_behind(String moment) throws Exception {
        Process process = RunningFractal.launch(home, RunningFractal.freePort(), log, Map.of());
        try {
            Deadline.await(moment, Duration.ofSeconds(60), () -> Files.readString(log), said -> said.contains(moment));
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it still runs");
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertFalse(said.contains("ERROR"), said);
        assertFalse(Files.exists(pidFile()), "the database server still runs");
    }

    /** Starts it, waits for its end, which must be exit code 1, and returns what this start has said. */
    private String failedStart(Map<String, String> environment) throws Exception {
        Path output = log.resolveSibling(log.getFileName() + "." + System.nanoTime());
        int port = RunningFractal.freePort();
        Process process = RunningFractal.launch(home, port, output, environment);
        try {
            assertTrue(process.waitFor(90, TimeUnit.SECONDS), "it still runs");
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertEquals(1, process.exitValue(), said);
        return said;
    }

    private Path pidFile() {
        return home.resolve("postgres").resolve("data").resolve("postmaster.pid");
    }

    private long databaseProcess() throws IOException {
        List<String> lines = Files.readAllLines(pidFile());
        return Long.parseLong(lines.get(0).strip());
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
    }
}
