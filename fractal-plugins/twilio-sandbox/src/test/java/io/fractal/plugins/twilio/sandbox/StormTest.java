package io.fractal.plugins.twilio.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Failures in a mix, limits, and many messages. */
class StormTest {

    private static final String SMS = "To=%2B491713920002&From=%2B4915799900001&Body=x";

    /** In place of a status: the connection was cut. */
    private static final int CUT = 0;

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    private SandboxServer server;
    private Control control;

    @BeforeEach
    void start() {
        server = new SandboxServer(data, clock);
        control = new Control(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyCallOfAStormMeetsWhatWasDrawnAndTheBooksBalance() throws Exception {
        control.post("/behaviour", "{\"storm\":{\"count\":120,\"seed\":7,\"millis\":1}}");
        int created = 0;
        int throttled = 0;
        int broken = 0;
        for (int call = 0; call < 120; call++) {
            int status = status();
            created += status == 201 ? 1 : 0;
            broken += status == CUT ? 1 : 0;
            throttled += status == 429 ? 1 : 0;
        }

        JsonNode storm = control.get("/storm");
        JsonNode drawn = storm.path("drawn");
        assertEquals(0, storm.path("left").asInt());
        assertEquals(9, drawn.size(), "everything happened: " + drawn);
        assertEquals(drawn.path("OK").asInt(), created);
        assertEquals(drawn.path("CUT").asInt(), broken);
        assertEquals(
                drawn.path("THROTTLED").asInt()
                        + drawn.path("THROTTLED_RETRY_AFTER").asInt(),
                throttled);
        assertEquals(
                created
                        + broken
                        + drawn.path("ERROR_500_AFTER_ACCEPT").asInt()
                        + drawn.path("TIMEOUT_AFTER_ACCEPT").asInt(),
                control.get("/messages").path("total").asInt());
        assertEquals(201, control.twilio("POST", "/Messages.json", SMS).statusCode(), "the storm is over");
    }

    @Test
    void theSameSeedDrawsTheSame() throws Exception {
        assertEquals(statuses(3), statuses(3));
        assertTrue(!statuses(3).equals(statuses(4)));
    }

    @Test
    void aStormIsAboutWhatItIsToldToBeAbout() throws Exception {
        control.post(
                "/behaviour",
                "{\"storm\":{\"count\":1,\"mix\":{\"ERROR_503\":1},\"operation\":\"LIST\",\"target\":\"SENDERS\"}}");

        assertEquals(201, control.twilio("POST", "/Messages.json", SMS).statusCode());
        assertEquals(
                503, control.twilio("GET", "/IncomingPhoneNumbers.json", "").statusCode());
        assertEquals(
                200, control.twilio("GET", "/IncomingPhoneNumbers.json", "").statusCode());
    }

    @Test
    void tooFastASenderIsSeenAndItsMessagesWaitWhenRatesAreEnforced() throws Exception {
        control.post("/behaviour", "{\"enforceRates\":true}");
        for (int message = 0; message < 3; message++) {
            control.twilio("POST", "/Messages.json", SMS);
        }
        JsonNode rate = control.get("/rates").path("+4915799900001");
        assertEquals(3, rate.path("peakPerSecond").asInt());
        assertEquals(1, rate.path("limit").asInt());
        assertEquals(1, rate.path("secondsAbove").asInt());

        clock.advance(Duration.ofMillis(1600));
        Eventually.eventually("two have left", () -> left() == 2);
        clock.advance(Duration.ofSeconds(10));
        Eventually.eventually("all have left", () -> left() == 3);
    }

    @Test
    void tooManyCallsAtTheSameTimeAreThrottled() throws Exception {
        control.post("/behaviour", "{\"maxConcurrent\":1,\"hangNext\":{\"millis\":60000,\"afterAccept\":false}}");
        ExecutorService other = Executors.newSingleThreadExecutor();
        CompletableFuture<HttpResponse<String>> hanging =
                CompletableFuture.supplyAsync(() -> call("POST", "/Messages.json", SMS), other);
        Eventually.eventually(
                "refused", () -> call("GET", "/IncomingPhoneNumbers.json", "").statusCode() == 429);
        control.delete("/behaviour");
        hanging.join();
        other.shutdown();
        assertEquals(
                200, control.twilio("GET", "/IncomingPhoneNumbers.json", "").statusCode());
    }

    /** Two thousand messages and their six thousand callbacks, by the real clock. */
    @Test
    @Timeout(60)
    void aBulkJobRunsThrough() throws Exception {
        server.close();
        server = new SandboxServer(data, Clock.systemUTC());
        control = new Control(server);
        control.post("/behaviour", "{\"delaysMs\":{\"sending\":0,\"sent\":0,\"delivered\":0}}");
        String callback = "&StatusCallback=" + server.url().replace(":", "%3A").replace("/", "%2F")
                + "%2Fwebhooks%2Ftwilio%2Fstatus";
        ExecutorService callers = Executors.newFixedThreadPool(8);
        List<CompletableFuture<Integer>> calls = IntStream.range(0, 2000)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> call("POST", "/Messages.json", to(number) + callback)
                                .statusCode(),
                        callers))
                .toList();

        assertTrue(calls.stream().allMatch(call -> call.join() == 201));
        callers.shutdown();
        Eventually.eventually("all callbacks", () -> server.webhooks.size() == 6000);
        long distinct = server.webhooks.stream()
                .map(webhook -> webhook.parameter("MessageSid").orElseThrow()
                        + webhook.parameter("MessageStatus").orElseThrow())
                .distinct()
                .count();
        assertEquals(6000, distinct);
        assertEquals(2000, control.get("/messages").path("total").asInt());
    }

    private static String to(int number) {
        return "To=%2B49171" + (3930000 + number) + "&From=%2B4915799900001&Body=number%20" + number;
    }

    private List<Integer> statuses(int seed) throws Exception {
        control.post("/behaviour", "{\"storm\":{\"count\":20,\"seed\":" + seed + ",\"millis\":1}}");
        List<Integer> statuses = new ArrayList<>();
        for (int call = 0; call < 20; call++) {
            statuses.add(status());
        }
        return statuses;
    }

    /** The status of an attempt to send, or {@link #CUT}. */
    private int status() throws InterruptedException {
        try {
            return control.twilio("POST", "/Messages.json", SMS).statusCode();
        } catch (IOException cut) {
            return CUT;
        }
    }

    private long left() {
        try {
            return control.messages("+491713920002").findValuesAsText("status").stream()
                    .filter(status -> !status.equals("queued"))
                    .count();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private HttpResponse<String> call(String method, String path, String form) {
        try {
            return control.twilio(method, path, form);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
