package io.fractal.plugins.twilio.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.content.v1.Content;
import com.twilio.rest.content.v1.ContentAndApprovals;
import com.twilio.rest.content.v1.content.ApprovalCreate;
import com.twilio.rest.content.v1.content.ApprovalFetch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates and their approval, through Twilio's SDK. */
class ContentThroughTheSdkTest {

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    private SandboxServer server;
    private TwilioRestClient client;

    @BeforeEach
    void start() {
        server = new SandboxServer(data, clock);
        client = Sdk.client(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theAccountBeginsWithTemplatesInEveryStateAndOfManyTypes() {
        Map<String, String> states = new TreeMap<>();
        for (ContentAndApprovals content :
                ContentAndApprovals.reader().pageSize(2).read(client)) {
            states.put(content.getFriendlyName(), status(content));
        }

        assertEquals(
                Map.of(
                        "appointment_reminder_de", "approved",
                        "order_shipped_en", "approved",
                        "welcome_de", "approved",
                        "summer_offer_en", "pending",
                        "topic_picker_de", "unsubmitted",
                        "prize_draw_en", "rejected"),
                states);
    }

    @Test
    void aTemplateIsCreatedReadListedAndDeleted() {
        Content created = create("hello_en", "Hello {{1}}");

        Content read = Content.fetcher(created.getSid()).fetch(client);
        assertTrue(created.getSid().matches("HX[0-9a-f]{32}"));
        assertEquals("hello_en", read.getFriendlyName());
        assertEquals("en", read.getLanguage());
        assertEquals("{twilio/text={body=Hello {{1}}}}", read.getTypes().toString());
        assertEquals(clock.instant(), read.getDateCreated().toInstant());
        assertTrue(read.getLinks().get("approval_fetch").endsWith(created.getSid() + "/ApprovalRequests"));
        assertTrue(sids().contains(created.getSid()));

        assertTrue(Content.deleter(created.getSid()).delete(client));
        assertFalse(sids().contains(created.getSid()));
        assertEquals(
                20404,
                assertThrows(
                                ApiException.class,
                                () -> Content.fetcher(created.getSid()).fetch(client))
                        .getCode());
    }

    @Test
    void anApprovalIsReceivedThenPendingThenDecided() {
        Content good = create("hello_en", "Hello");
        Content bad = create("reject_me", "Win!");
        assertEquals("unsubmitted", approval(good).get("status"));

        assertEquals("received", submit(good, "hello_en").getStatus());
        submit(bad, "reject_me");
        clock.advance(Duration.ofSeconds(3));
        assertEquals("pending", approval(good).get("status"));
        clock.advance(Duration.ofSeconds(8));

        assertEquals("approved", approval(good).get("status"));
        assertEquals("UTILITY", approval(good).get("category"));
        assertEquals("twilio/text", approval(good).get("content_type"));
        assertEquals("rejected", approval(bad).get("status"));
        assertFalse(approval(bad).get("rejection_reason").toString().isEmpty());
    }

    @Test
    void whatWhatsAppWouldNotTakeIsRefused() {
        Content one = create("one", "Hello");
        submit(one, "taken_name");

        assertThrows(ApiException.class, () -> submit(one, "again"), "submitted already");
        assertThrows(ApiException.class, () -> submit(create("two", "x"), "taken_name"));
        assertThrows(ApiException.class, () -> submit(create("three", "x"), "Not A Name"));
        assertThrows(ApiException.class, () -> create("long", "x".repeat(1601)));
    }

    @Test
    void aDecisionCanBeMadeInWhatsAppsPlace() throws Exception {
        Content content = create("hello_en", "Hello");
        submit(content, "hello_en");

        new Control(server).post("/contents/" + content.getSid() + "/approval", "{\"status\":\"paused\"}");

        assertEquals("paused", approval(content).get("status"));
    }

    @Test
    void templatesSurviveARestart() {
        Content content = create("hello_en", "Hello");
        submit(content, "hello_en");
        Content.deleter(sids().get(sids().size() - 1)).delete(client);
        List<String> before = sids();
        server.close();
        server = new SandboxServer(data, clock);
        client = Sdk.client(server);

        assertEquals(before, sids(), "and what was deleted stays deleted");
        clock.advance(Duration.ofMinutes(1));
        assertEquals("approved", approval(content).get("status"));
    }

    private Content create(String name, String body) {
        Content.Types types = new Content.Types.Builder()
                .twilioText(new Content.TwilioText.Builder(body).build())
                .build();
        return Content.creator(new Content.ContentCreateRequest.Builder("en", types)
                        .friendlyName(name)
                        .variables(Map.of("1", "there"))
                        .build())
                .create(client);
    }

    private ApprovalCreate submit(Content content, String name) {
        return ApprovalCreate.creator(
                        content.getSid(), new ApprovalCreate.ContentApprovalRequest.Builder(name, "UTILITY").build())
                .create(client);
    }

    private Map<?, ?> approval(Content content) {
        return (Map<?, ?>) ApprovalFetch.fetcher(content.getSid()).fetch(client).getWhatsapp();
    }

    private List<String> sids() {
        return StreamSupport.stream(Content.reader().pageSize(2).read(client).spliterator(), false)
                .map(Content::getSid)
                .toList();
    }

    private static String status(ContentAndApprovals content) {
        return ((Map<?, ?>) content.getApprovalRequests()).get("status").toString();
    }
}
