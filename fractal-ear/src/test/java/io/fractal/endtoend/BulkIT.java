package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.Mailing;
import io.fractal.product.RunningFractal;
import io.fractal.product.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages to many, through the whole product, a kill in the middle and the provider's bad days included. */
@ExtendWith(FractalExtension.class)
class BulkIT {

    private static final Duration LONG = Duration.ofSeconds(150);

    /** A line of the report; reports on a few messages were lost with the process, which the reconciliation asks for later. */
    private static final String HAS_LEFT = "\\d+,'\\+49172\\d{7},,(PENDING|SENT|DELIVERED),[0-9a-f-]{36},[A-Z]+,,";

    @Test
    void a_kill_in_the_middle_of_two_thousand_loses_none_and_doubles_none() throws Exception {
        Path home = FractalExtension.newHome("bulk-kill");
        // the same address again: that is where reports on what was sent before go to
        Map<String, String> port = Map.of("PORT", Integer.toString(RunningFractal.freePort()));
        Mailing mailing;
        try (RunningFractal first = RunningFractal.start(home, port)) {
            mailing = Mailing.begin(first.api(), 2_000);
            Deadline.await("a good part has left", LONG, () -> mailing.job(first.api()), job -> left(job) >= 300);
            assertTrue(Mailing.count(mailing.job(first.api()), "pending") > 0, "killed in the middle");
            first.process().destroyForcibly().waitFor();
        }
        try (RunningFractal second = RunningFractal.start(home, port)) {
            JsonNode over = awaitEnd(second, mailing);

            assertEquals(2_000, left(over) + Mailing.count(over, "pending"), over::toString);
            Map<String, Long> arrived = arrived(second);
            mailing.numbers().forEach(number -> assertEquals(1L, arrived.getOrDefault(number, 0L), number));
            List<String> report = mailing.report(second.api());
            assertEquals(2_000, report.size());
            report.forEach(line -> assertTrue(line.matches(HAS_LEFT), line));
        }
    }

    /** What the provider did with each message of the storm is drawn from a seed; in which order they come is not. */
    @Test
    void a_storm_ends_with_the_books_balanced(RunningFractal fractal) {
        FractalApi api = fractal.api();
        Sandbox sandbox = fractal.sandbox();
        sandbox.storm(150, 7, 22_000, weights());
        sandbox.callbacksReversedAndRepeated(2);
        sandbox.callbackBeforeTheAnswer();
        try {
            Mailing mailing = Mailing.begin(api, 200);
            String agent = Handset.newNumber();
            String reply = api.write("SMS", agent, Handset.text("Reply in the storm"))
                    .path("id")
                    .asText();

            JsonNode over = Deadline.await(
                    "everything has left, or its outcome is visibly unknown",
                    LONG,
                    () -> mailing.job(api),
                    job -> Mailing.count(job, "pending") == 0);

            assertEquals(0, Mailing.count(over, "failed"), over::toString);
            assertEquals(200, left(over) + Mailing.count(over, "unknown"), over::toString);
            balance(fractal, mailing);
            Deadline.await(
                    "the reply has left",
                    LONG,
                    () -> api.message(reply),
                    message -> !message.path("twilioSid").isNull());
        } finally {
            sandbox.reset();
        }
    }

    private static void balance(RunningFractal fractal, Mailing mailing) {
        Map<String, Long> arrived = arrived(fractal);
        for (String line : mailing.report(fractal.api())) {
            List<String> cells = List.of(line.split(",", -1));
            long copies = arrived.getOrDefault(cells.get(1).substring(1), 0L);
            if (cells.get(3).equals("UNKNOWN")) {
                assertTrue(copies <= 1, line);
            } else {
                assertEquals(1, copies, line);
            }
        }
    }

    private static ObjectNode weights() {
        return FractalClient.object(
                "OK", 40,
                "THROTTLED", 8,
                "THROTTLED_RETRY_AFTER", 4,
                "ERROR_500", 8,
                "ERROR_500_AFTER_ACCEPT", 8,
                "ERROR_503", 8,
                "TIMEOUT_AFTER_ACCEPT", 2,
                "CUT", 8);
    }

    @Test
    void a_job_can_be_followed_paused_resumed_and_read_as_a_report(RunningFractal fractal) {
        FractalApi api = fractal.api();
        String path = "/api/messages/bulk/" + twoGoodOneBad(api);
        JsonNode job = Deadline.await(
                "the end of the job",
                () -> fractal.client().get(path).expect(200).data(),
                found -> "COMPLETED".equals(found.path("status").asText()));

        assertEquals(1, Mailing.count(job, "skipped"));
        assertEquals(3, Mailing.count(job, "total"));
        JsonNode skipped = fractal.client()
                .get(path + "/recipients?status=skipped")
                .expect(200)
                .data();
        assertEquals("INVALID_ADDRESS", skipped.path(0).path("errorCode").asText());
        Answer report = fractal.client().get(path + "/report").expect(200);
        assertTrue(report.header("Content-Type").orElse("").startsWith("text/csv"));
        assertTrue(report.text().contains("'=cmd"), report.text());
        assertEquals(4, report.text().lines().count());
        fractal.client().post(path + "/pause", FractalClient.object()).expect(409);
        fractal.client()
                .get("/api/messages/bulk/00000000-0000-7000-8000-000000000000")
                .expect(404);
    }

    private static String twoGoodOneBad(FractalApi api) {
        ObjectNode body = FractalClient.object("body", "Hello", "channel", "SMS");
        body.putArray("recipients")
                .add(FractalClient.object("to", Handset.newNumber()))
                .add(FractalClient.object("to", "=cmd|calc"))
                .add(FractalClient.object("phone", Handset.newNumber(), "body", "Hello you"));
        Answer accepted = api.client().post("/api/messages/bulk", body).expect(202);
        assertTrue(accepted.header("Location").orElse("").contains("/api/messages/bulk/"), accepted::toString);
        return accepted.data().path("id").asText();
    }

    @Test
    void what_is_wrong_is_told_by_the_recipients_place(RunningFractal fractal) {
        ObjectNode body = FractalClient.object("body", "Hello");
        body.putArray("recipients")
                .add(FractalClient.object("to", Handset.newNumber()))
                .add(FractalClient.object("variables", FractalClient.object()));

        Answer refused = fractal.client().post("/api/messages/bulk", body).expect(422);
        assertEquals(
                "recipients[1].to",
                refused.json()
                        .path("error")
                        .path("details")
                        .path(0)
                        .path("field")
                        .asText());
        fractal.client()
                .post("/api/messages/bulk", FractalClient.object("body", "Hello"))
                .expect(422);
    }

    @Test
    void an_administrator_can_have_messages_reconciled(RunningFractal fractal) {
        Answer begun = fractal.client()
                .post("/api/messages/reconcile", FractalClient.object("since", "2026-01-01T00:00:00Z"))
                .expect(202);
        Deadline.await(
                "the end of the pass",
                () -> fractal.client()
                        .get("/api/messages/reconcile/"
                                + begun.data().path("id").asText())
                        .expect(200)
                        .data(),
                pass -> "COMPLETED".equals(pass.path("status").asText()));
    }

    private static JsonNode awaitEnd(RunningFractal fractal, Mailing mailing) {
        return Deadline.await(
                "everything has left, and the reports are in but for a few",
                LONG,
                () -> mailing.job(fractal.api()),
                job -> "COMPLETED".equals(job.path("status").asText())
                        && left(job) >= mailing.numbers().size() * 9 / 10);
    }

    private static int left(JsonNode job) {
        return Mailing.count(job, "sent") + Mailing.count(job, "delivered");
    }

    private static Map<String, Long> arrived(RunningFractal fractal) {
        return fractal.sandbox().accepted(fractal.account()).stream()
                .map(message -> message.path("to").asText())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
