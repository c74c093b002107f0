package io.fractal.plugins.twilio.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import io.fractal.spi.RawWebhook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Twilio does by itself when people write its keywords. */
class OptOutTest {

    private static final String PERSON = "+491713920002";
    private static final String AMERICAN = "+12125550116";
    private static final String TOLL_FREE = "+18885550142";

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    private SandboxServer server;
    private TwilioRestClient client;
    private Control control;

    @BeforeEach
    void start() {
        server = new SandboxServer(data, clock);
        client = Sdk.client(server);
        control = new Control(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", " stopall ", "Unsubscribe", "cancel", "END", "quit", "Revoke", "optout"})
    void aWordThatStopsIsAnsweredByTwilioAndPostedAllTheSame(String word) throws Exception {
        write(PERSON, word);

        assertEquals(word, server.webhooks.get(0).parameter("Body").orElseThrow());
        JsonNode answer = control.messages(PERSON).get(1);
        assertTrue(answer.path("automatic").asBoolean());
        assertTrue(answer.path("body").asText().startsWith("You have successfully been unsubscribed."));
        assertEquals(21610, refused(PERSON, SandboxServer.SMS_NUMBER));
        write(PERSON, word);
        assertEquals(3, control.messages(PERSON).size(), "the second time Twilio says nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "Yes", "UNSTOP"})
    void aWordThatStartsLiftsItAndIsAnOrdinaryWordOtherwise(String word) throws Exception {
        write(PERSON, word);
        assertEquals(1, control.messages(PERSON).size(), "nothing was stopped");

        write(PERSON, "STOP");
        write(PERSON, word);

        assertEquals(5, control.messages(PERSON).size());
        assertEquals(
                Message.Status.QUEUED, send(PERSON, SandboxServer.SMS_NUMBER).getStatus());
        assertEquals(0, control.get("/opt-outs").size());
    }

    @Test
    void wordsWithinAWordOrByWhatsAppAreNoKeywords() throws Exception {
        write(PERSON, "please stop");
        write("whatsapp:" + PERSON, "STOP");

        assertEquals(0, control.get("/opt-outs").size());
        assertEquals(2, control.messages(PERSON).size());
    }

    @Test
    void theAnswerIsListedAsAReply() throws Exception {
        write(PERSON, "HELP");

        Message reply = StreamSupport.stream(
                        Message.reader(SandboxServer.ACCOUNT)
                                .setTo(new PhoneNumber(PERSON))
                                .read(client)
                                .spliterator(),
                        false)
                .findFirst()
                .orElseThrow();
        assertEquals(Message.Direction.OUTBOUND_REPLY, reply.getDirection());
    }

    @Test
    void aServiceTakesTheMessageAndItFails() throws Exception {
        write(PERSON, "STOP");

        Message message = Message.creator(new PhoneNumber(PERSON), SandboxServer.SERVICE, "x")
                .create(client);

        assertEquals(Message.Status.ACCEPTED, message.getStatus());
        Eventually.eventually("failed", () -> {
            clock.advance(Duration.ofMillis(250));
            return fetch(message).getStatus() == Message.Status.FAILED;
        });
        assertEquals(21610, fetch(message).getErrorCode());
    }

    @Test
    void anOptOutCountsForTheServiceOfTheNumberAndNotForOthers() throws Exception {
        write(PERSON, "STOP");

        assertEquals(
                SandboxServer.SERVICE,
                control.get("/opt-outs").get(0).path("scope").asText());
        assertEquals(
                Message.Status.QUEUED,
                send(PERSON, SandboxServer.WHATSAPP_NUMBER).getStatus());
    }

    @Test
    void onlyAdvancedOptOutNamesTheWordInTheWebhook() throws Exception {
        write(PERSON, "STOP");
        control.post("/services/" + SandboxServer.SERVICE + "/advanced-opt-out", "{}");
        write(PERSON, "START");
        write(PERSON, "info");
        write(PERSON, "hello");

        assertEquals(
                List.of(Optional.empty(), Optional.of("START"), Optional.of("HELP"), Optional.empty()),
                server.webhooks.stream()
                        .map(webhook -> webhook.parameter("OptOutType"))
                        .toList());
        assertTrue(server.webhooks.stream().allMatch(this::verified));
    }

    @Test
    void tollFreeNumbersKnowFewerWords() throws Exception {
        write(AMERICAN, TOLL_FREE, "cancel");
        assertEquals(0, control.get("/opt-outs").size());

        write(AMERICAN, TOLL_FREE, "stop");
        assertTrue(control.messages(AMERICAN).get(2).path("body").asText().startsWith("NETWORK MSG"));
        assertEquals(21610, refused(AMERICAN, TOLL_FREE));
        write(AMERICAN, TOLL_FREE, "HELP");
        assertEquals(4, control.messages(AMERICAN).size(), "no help while stopped");
        write(AMERICAN, TOLL_FREE, "unstop");
        assertEquals(Message.Status.QUEUED, send(AMERICAN, TOLL_FREE).getStatus());
    }

    @Test
    void anOptOutSurvivesARestart() throws Exception {
        write(PERSON, "STOP");
        server.close();
        server = new SandboxServer(data, clock);
        client = Sdk.client(server);

        assertEquals(21610, refused(PERSON, SandboxServer.SMS_NUMBER));
    }

    private boolean verified(RawWebhook webhook) {
        return server.adapter().verify(webhook);
    }

    private void write(String from, String body) throws Exception {
        control.post("/inbound", "{\"from\":\"" + from + "\",\"body\":\"" + body + "\"}");
    }

    private void write(String from, String to, String body) throws Exception {
        control.post("/inbound", "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"body\":\"" + body + "\"}");
    }

    private Message send(String to, String from) {
        return Message.creator(new PhoneNumber(to), new PhoneNumber(from), "x").create(client);
    }

    private int refused(String to, String from) {
        return assertThrows(ApiException.class, () -> send(to, from)).getCode();
    }

    private Message fetch(Message message) {
        return Message.fetcher(SandboxServer.ACCOUNT, message.getSid()).fetch(client);
    }
}
