package io.fractal.servers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.Sandbox;
import io.fractal.product.TwilioAccount;
import io.fractal.product.TwilioWebhooks;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * What a person does first with Fractal, over HTTP alone: a message comes in, is answered, and the answer's status climbs to read.
 * Runs against any Fractal with the sandbox on and the settings of {@link RunningFractal#settings}.
 */
final class MessageWalk {

    /** One pixel. */
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final FractalClient anonymous;
    private final FractalApi api;
    private final Sandbox sandbox;
    private final TwilioAccount account = TwilioAccount.ofSandbox(RunningFractal.WEBHOOK_SIGNING_SECRET);
    private final TwilioWebhooks twilio;

    MessageWalk(String baseUrl) {
        this.anonymous = FractalClient.anonymous(baseUrl);
        this.api = new FractalApi(anonymous.with("X-API-Key", RunningFractal.API_KEY));
        this.sandbox = new Sandbox(anonymous);
        this.twilio = new TwilioWebhooks(anonymous, account);
    }

    /** Waits until the application answers. */
    void awaitReady() {
        Deadline.await(
                "Fractal at " + anonymous.baseUrl() + " is ready",
                START_LIMIT,
                () -> anonymous.get("/health/ready").status(),
                status -> status == 200);
    }

    /** The whole walk; fails with the step that did not work. */
    void walk() {
        requireHealthAndDescription();
        requireProtection();
        String person = Handset.newNumber();
        JsonNode received = receive(person);
        JsonNode answer = answer(received.path("conversationId").asText(), person);
        requireClimbToRead(answer);
        requireSignatures();
        requireOneMessagePerKey(person);
        requireObjectionsToBeHeard();
        requireMedia();
        requirePicture();
    }

    private void requireHealthAndDescription() {
        for (String path : List.of("/health", "/health/live", "/health/ready", "/health/started")) {
            assertEquals(
                    "UP", anonymous.get(path).expect(200).json().path("status").asText(), path);
        }
        String description = anonymous
                .with("Accept", "application/json")
                .get("/openapi")
                .expect(200)
                .text();
        assertTrue(description.contains("/messages"), "the description of the interfaces names /messages");
        assertTrue(description.contains("#/components/responses/TooManyRequests"), "it tells what can go wrong");
        Answer docs = anonymous.get("/api/docs").expect(200);
        assertTrue(docs.text().contains("swagger-ui"), docs::toString);
    }

    private void requireProtection() {
        anonymous.get("/api/messages").expect(401);
        assertTrue(anonymous.get("/login").expect(200).text().contains("<form"), "the sign-in page has a form");
    }

    private JsonNode receive(String person) {
        String text = Handset.text("Is my parcel on its way?");
        sandbox.writeWhatsApp(person, text, "Walker");
        JsonNode received = api.awaitMessageWith(text);
        assertEquals("INBOUND", received.path("direction").asText());
        assertEquals("WHATSAPP", received.path("channelType").asText());
        assertEquals("RECEIVED", received.path("status").asText());
        return received;
    }

    private JsonNode answer(String conversation, String person) {
        String text = Handset.text("It is, and arrives tomorrow.");
        JsonNode sent = api.reply(conversation, text);
        assertEquals("OUTBOUND", sent.path("direction").asText());
        Deadline.await(
                "the answer on the phone of " + person,
                () -> sandbox.phone(person),
                messages -> messages.stream()
                        .anyMatch(message -> text.equals(message.path("body").asText())));
        return sent;
    }

    private void requireClimbToRead(JsonNode sent) {
        JsonNode read = api.awaitStatus(sent.path("id").asText(), "READ");
        List<String> climbed = read.path("statusHistory").findValuesAsText("status");
        for (String status : List.of("SENT", "DELIVERED", "READ")) {
            assertTrue(climbed.contains(status), () -> status + " is missing in " + climbed);
        }
        assertFalse(read.path("twilioSid").asText().isEmpty(), "the message carries its SID");
    }

    /** A request that comes twice is done once. */
    private void requireOneMessagePerKey(String person) {
        FractalClient keyed = api.client().with("Idempotency-Key", Handset.text("key"));
        String text = Handset.text("Only once, please.");
        ObjectNode body = FractalClient.object("to", person, "channelType", "SMS", "body", text);
        Answer first = keyed.post("/api/messages", body).expect(201);
        Answer again = keyed.post("/api/messages", body).expect(201);
        assertEquals(first.data().path("id"), again.data().path("id"));
        assertEquals(1, api.messagesWith(text).size());
    }

    /** What is signed for the door below {@code /api} comes in there, and what follows from it is done on this server, too. */
    private void requireObjectionsToBeHeard() {
        String person = Handset.newNumber();
        String text = Handset.text("Who is this?");
        twilio.post("/api/webhooks/twilio", twilio.sms(person, account.smsNumber(), text))
                .expect(200);
        String contact = api.awaitMessageWith(text).path("contactId").asText();
        twilio.post("/api/webhooks/twilio", twilio.sms(person, account.smsNumber(), "STOP"))
                .expect(200);
        Deadline.await(
                "the objection of " + person,
                () -> api.client()
                        .get("/api/contacts/" + contact + "/consents")
                        .expect(200)
                        .data(),
                consents -> consents.findValuesAsText("state").contains("REVOKED"));
        Answer file = api.client()
                .get("/api/contacts/export?consent=revoked&q=" + FractalClient.encode(person))
                .expect(200);
        assertTrue(file.header("Content-Type").orElse("").startsWith("text/csv"), file::toString);
        assertTrue(file.text().contains(person), file::toString);
    }

    /** A picture goes in and is shown to whoever has its link. */
    private void requirePicture() {
        byte[] picture = Base64.getDecoder().decode(PICTURE);
        JsonNode media = api.client()
                .send("POST", "/api/media?fileName=dot.png", "image/png", picture)
                .expect(201)
                .data();
        String link = media.path("url").asText().replaceFirst("^https?://[^/]+", "");
        Answer shown = anonymous.get(link).expect(200);
        assertEquals("image/png", shown.header("Content-Type").orElse("missing"));
        assertArrayEquals(picture, shown.bytes());
    }

    /** A file goes in and comes out the same, larger than what servers take by default. */
    private void requireMedia() {
        byte[] file = new byte[12_000_000];
        new Random(1).nextBytes(file);
        byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = ByteBuffer.allocate(head.length + file.length + tail.length)
                .put(head)
                .put(file)
                .put(tail)
                .array();
        JsonNode media = api.client()
                .send("POST", "/api/media", "multipart/form-data; boundary=b", body)
                .expect(201)
                .data();
        String content = "/api/media/" + media.path("id").asText() + "/content";
        String link = media.path("url").asText().replaceFirst("^https?://[^/]+", "");
        assertArrayEquals(file, api.client().get(content).expect(200).bytes());
        Answer stretch =
                anonymous.with("Range", "bytes=5000000-5000009").get(link).expect(206);
        assertArrayEquals(Arrays.copyOfRange(file, 5_000_000, 5_000_010), stretch.bytes());
        Answer whole = api.client().get(content).expect(200);
        assertEquals(1, whole.response().headers().allValues("Cache-Control").size(), whole::toString);
        assertEquals(
                1,
                whole.response().headers().allValues("Content-Security-Policy").size(),
                whole::toString);
        anonymous.get("/media/x/a.bin").expect(404);
    }

    /** A status callback that nobody signed changes nothing. */
    private void requireSignatures() {
        anonymous
                .postForm("/webhooks/twilio/status", java.util.Map.of("MessageSid", "SM1", "MessageStatus", "failed"))
                .expect(403);
    }
}
