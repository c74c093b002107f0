package io.fractal.plugins.twilio.sandbox;

import static io.fractal.plugins.twilio.sandbox.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no call of the adapter's shows yet: the wire as it is. */
class MessagesApiTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String TO = "To=%2B491713920002&From=%2B4915799900001";

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
    void aMessageHasExactlyTwiliosFields() throws Exception {
        HttpResponse<String> answer = control.twilio("POST", "/Messages.json", TO + "&Body=Hi");
        JsonNode message = Control.json(answer);

        assertEquals(201, answer.statusCode());
        assertEquals(
                Set.of(
                        "account_sid",
                        "api_version",
                        "body",
                        "date_created",
                        "date_sent",
                        "date_updated",
                        "direction",
                        "error_code",
                        "error_message",
                        "from",
                        "messaging_service_sid",
                        "num_media",
                        "num_segments",
                        "price",
                        "price_unit",
                        "sid",
                        "status",
                        "subresource_uris",
                        "to",
                        "uri"),
                names(message));
        assertEquals("queued", message.path("status").asText());
        assertEquals("outbound-api", message.path("direction").asText());
        assertEquals("1", message.path("num_segments").textValue());
        assertEquals(
                "Sat, 21 Nov 2026 09:00:00 +0000", message.path("date_created").asText());
        assertTrue(message.path("price").isNull());
        assertTrue(message.path("date_sent").isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "From=%2B4915799900001&Body=x, 400, 21604",
        "To=%2B491713920002&Body=x, 400, 21603",
        "To=%2B491713920002&MessagingServiceSid=MG1&Body=x, 400, 21701",
        "To=whatsapp%3A%2B491713920002&From=%2B4915799900001&Body=x, 400, 21910",
        "To=%2B491713920002&From=%2B4915799900001&MediaUrl=ftp%3A%2F%2Fx, 400, 21620",
        "To=%2B491713920002&From=%2B4915799900001&ContentSid=HX1, 400, 21655"
    })
    void aRefusalHasTwiliosShape(String form, int status, int code) throws Exception {
        HttpResponse<String> answer = control.twilio("POST", "/Messages.json", form);
        JsonNode error = Control.json(answer);

        assertEquals(status, answer.statusCode());
        assertEquals(Set.of("code", "message", "more_info", "status"), names(error));
        assertEquals(code, error.path("code").asInt());
        assertEquals(
                "https://www.twilio.com/docs/errors/" + code,
                error.path("more_info").asText());
        assertEquals(status, error.path("status").asInt());
    }

    @Test
    void callsWithoutCredentialsOrForAnotherAccountAreRefused() throws Exception {
        var anonymous = control.send(
                control.request("/sandbox/twilio/2010-04-01/Accounts/" + SandboxServer.ACCOUNT + "/Messages.json"));
        var unknown = control.twilio("GET", "/Messages/SM" + "0".repeat(32) + ".json", "");

        assertEquals(401, anonymous.statusCode());
        assertEquals(20003, Control.json(anonymous).path("code").asInt());
        assertEquals(404, unknown.statusCode());
        assertEquals(20404, Control.json(unknown).path("code").asInt());
    }

    @Test
    void aListComesInPagesNewestFirst() throws Exception {
        List<String> sids = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            sids.add(0, create("Body=" + number));
        }

        List<String> listed = new ArrayList<>();
        String path = "/Messages.json?PageSize=2&To=" + URLEncoder.encode("+491713920002", StandardCharsets.UTF_8);
        while (path != null) {
            JsonNode page = Control.json(control.twilio("GET", path, ""));
            page.path("messages")
                    .forEach(message -> listed.add(message.path("sid").asText()));
            String next = page.path("next_page_uri").textValue();
            path = next == null ? null : next.substring(next.indexOf("/Messages.json"));
        }

        assertEquals(sids, listed);
    }

    @Test
    void aListCanBeFilteredByTheTimeOfSending() throws Exception {
        String early = create("Body=early");
        clock.advance(LONG);
        eventually("sent", () -> status(early).equals("delivered"));
        clock.advance(Duration.ofDays(1));
        String late = create("Body=late");
        clock.advance(LONG);
        eventually("sent", () -> status(late).equals("delivered"));

        assertEquals(List.of(early), listed("DateSent=2026-11-21"));
        assertEquals(List.of(late), listed("DateSent%3E=2026-11-22"));
        assertEquals(List.of(early), listed("DateSent%3C=2026-11-21T23:00:00"));
        assertEquals(List.of(), listed("DateSent=2026-11-23"));
    }

    @Test
    void aScheduledMessageWaitsAndCanBeCanceled() throws Exception {
        String schedule = "MessagingServiceSid=" + SandboxServer.SERVICE
                + "&To=%2B491713920002&ScheduleType=fixed&SendAt=2026-11-21T10:00:00Z&StatusCallback="
                + URLEncoder.encode(server.url() + "/webhooks/twilio/status", StandardCharsets.UTF_8);
        String canceled = create(schedule + "&Body=one");
        String sent = create(schedule + "&Body=two");
        clock.advance(Duration.ofMinutes(30));

        JsonNode update = Control.json(control.twilio("POST", "/Messages/" + canceled + ".json", "Status=canceled"));
        assertEquals("canceled", update.path("status").asText());
        assertEquals("scheduled", status(sent));
        clock.advance(Duration.ofMinutes(31));
        eventually("delivered", () -> server.statuses(sent).contains("delivered"));
        assertEquals(List.of("canceled"), server.statuses(canceled));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21T09:10:00Z, 35114", "2027-02-01T00:00:00Z, 35114", "tomorrow, 35113"})
    void aScheduleOutOfBoundsIsRefused(String sendAt, int code) throws Exception {
        JsonNode error = Control.json(control.twilio(
                "POST",
                "/Messages.json",
                "MessagingServiceSid=" + SandboxServer.SERVICE + "&To=%2B491713920002&Body=x&ScheduleType=fixed&SendAt="
                        + sendAt));

        assertEquals(code, error.path("code").asInt());
    }

    @Test
    void aFinishedMessageCanBeRedactedAndDeletedButNotCanceled() throws Exception {
        String sid = create("Body=secret");
        assertEquals(
                409, control.twilio("DELETE", "/Messages/" + sid + ".json", "").statusCode());
        clock.advance(LONG);
        eventually("delivered", () -> status(sid).equals("delivered"));

        JsonNode refused = Control.json(control.twilio("POST", "/Messages/" + sid + ".json", "Status=canceled"));
        assertEquals(30409, refused.path("code").asInt());
        JsonNode both = Control.json(control.twilio("POST", "/Messages/" + sid + ".json", "Status=canceled&Body="));
        assertEquals(30400, both.path("code").asInt());
        JsonNode redacted = Control.json(control.twilio("POST", "/Messages/" + sid + ".json", "Body="));
        assertEquals("", redacted.path("body").textValue());
        assertEquals("delivered", redacted.path("status").asText());
        assertEquals(
                204, control.twilio("DELETE", "/Messages/" + sid + ".json", "").statusCode());
        assertEquals(
                404, control.twilio("GET", "/Messages/" + sid + ".json", "").statusCode());
    }

    @Test
    void aTestCanForceAnyStatusAndError() throws Exception {
        String sid = create("Body=x&StatusCallback="
                + URLEncoder.encode(server.url() + "/webhooks/twilio/status", StandardCharsets.UTF_8));

        control.post("/messages/" + sid + "/status", "{\"status\":\"failed\",\"errorCode\":30003}");

        eventually("the callback", () -> server.statuses(sid).equals(List.of("failed")));
        assertEquals("30003", server.webhooks.get(0).parameter("ErrorCode").orElseThrow());
        clock.advance(LONG);
        assertEquals("failed", status(sid));
    }

    @Test
    void openingAThreadReadsItsWhatsAppMessages() throws Exception {
        control.post("/behaviour", "{\"autoRead\":false,\"window24h\":false}");
        String sid = create("To=whatsapp%3A%2B491713920001&From=whatsapp%3A%2B4915799900002&Body=x");
        clock.advance(LONG);
        eventually("delivered", () -> status(sid).equals("delivered"));

        control.post("/handsets/read", "{\"number\":\"+491713920001\"}");

        assertEquals("read", status(sid));
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain() throws Exception {
        var first = control.send(control.request("/sandbox/api/threads"));
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertEquals(
                304,
                control.send(control.request("/sandbox/api/threads").header("If-None-Match", tag))
                        .statusCode());
        create("Body=x");
        assertEquals(
                200,
                control.send(control.request("/sandbox/api/threads").header("If-None-Match", tag))
                        .statusCode());
    }

    private String create(String form) throws Exception {
        String complete = form.contains("To=") ? form : TO + "&" + form;
        JsonNode message = Control.json(control.twilio("POST", "/Messages.json", complete));
        assertTrue(message.has("sid"), message::toString);
        return message.path("sid").asText();
    }

    private String status(String sid) {
        try {
            return Control.json(control.twilio("GET", "/Messages/" + sid + ".json", ""))
                    .path("status")
                    .asText();
        } catch (java.io.IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private List<String> listed(String filter) throws Exception {
        List<String> sids = new ArrayList<>();
        Control.json(control.twilio("GET", "/Messages.json?" + filter, ""))
                .path("messages")
                .forEach(message -> sids.add(message.path("sid").asText()));
        return sids;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
