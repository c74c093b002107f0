package io.fractal.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.product.Answer;
import io.fractal.product.Deadline;
import io.fractal.product.EventSocket;
import io.fractal.product.FractalApi;
import io.fractal.product.FractalClient;
import io.fractal.product.FractalExtension;
import io.fractal.product.Handset;
import io.fractal.product.RunningFractal;
import io.fractal.product.TwilioWebhooks;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that are uploaded, files that people send, and who may read them. */
@ExtendWith(FractalExtension.class)
class MediaIT {

    private static final String BOUNDARY = "a-boundary-of-this-test";

    private final RunningFractal fractal;
    private final FractalClient client;
    private final FractalApi api;

    MediaIT(RunningFractal fractal) {
        this.fractal = fractal;
        this.client = fractal.client();
        this.api = fractal.api();
    }

    @Test
    void an_upload_is_measured_and_can_be_read_through_its_link_without_signing_in() throws IOException {
        byte[] picture = picture("png", 900, 300);

        Answer answer = upload("Größe.png", "image/png", picture).expect(201);

        JsonNode media = answer.data();
        assertEquals("image/png", media.path("contentType").asText());
        assertEquals("Größe.png", media.path("fileName").asText());
        assertEquals(picture.length, media.path("size").asLong());
        assertEquals(900, media.path("width").asInt());
        assertEquals(300, media.path("height").asInt());
        assertTrue(answer.header("Location")
                .orElseThrow()
                .endsWith("/api/media/" + media.path("id").asText()));
        Answer read = anonymous(media.path("url").asText()).expect(200);
        assertArrayEquals(picture, read.bytes());
        assertEquals("image/png", read.header("Content-Type").orElseThrow());
        assertEquals("nosniff", read.header("X-Content-Type-Options").orElseThrow());
        assertTrue(read.header("Content-Security-Policy").orElseThrow().startsWith("sandbox"));
        assertEquals(
                "inline; filename=\"Gr__e.png\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png",
                read.header("Content-Disposition").orElseThrow());

        JsonNode thumbnailed = Deadline.await(
                "the thumbnail",
                () -> lookUp(media),
                found -> !found.path("thumbnailUrl").isNull());
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(
                anonymous(thumbnailed.path("thumbnailUrl").asText()).expect(200).bytes()));
        assertEquals(320, small.getWidth());
    }

    @Test
    void a_body_that_is_the_file_itself_is_taken_as_well() {
        JsonNode media = client.send("POST", "/api/media?fileName=terms.pdf", "application/pdf", pdf())
                .expect(201)
                .data();

        assertEquals("application/pdf", media.path("contentType").asText());
        assertEquals("terms.pdf", media.path("fileName").asText());
        assertTrue(media.path("width").isNull());
    }

    @Test
    void stretches_and_repetitions_are_answered_as_players_and_browsers_ask() {
        byte[] bytes = noise(700_000);
        JsonNode media =
                upload("a.bin", "application/octet-stream", bytes).expect(201).data();
        for (String path : List.of(
                path(media.path("url").asText()),
                "/api/media/" + media.path("id").asText() + "/content")) {
            Answer stretch =
                    client.with("Range", "bytes=262140-262150").get(path).expect(206);
            assertArrayEquals(Arrays.copyOfRange(bytes, 262140, 262151), stretch.bytes(), path);
            assertEquals(
                    "bytes 262140-262150/700000",
                    stretch.header("Content-Range").orElseThrow());
            assertArrayEquals(
                    Arrays.copyOfRange(bytes, 699_990, 700_000),
                    client.with("Range", "bytes=-10").get(path).expect(206).bytes());
            assertEquals(
                    "bytes */700000",
                    client.with("Range", "bytes=700000-")
                            .get(path)
                            .expect(416)
                            .header("Content-Range")
                            .orElseThrow());
            Answer whole = client.with("Range", "bytes=0-1,5-6").get(path).expect(200);
            assertArrayEquals(bytes, whole.bytes());
            String etag = whole.header("ETag").orElseThrow();
            assertEquals(
                    0, client.with("If-None-Match", etag).get(path).expect(304).bytes().length);
            assertEquals(
                    200,
                    client.with("Range", "bytes=0-1")
                            .with("If-Range", "\"another\"")
                            .get(path)
                            .status());
            Answer head = client.send("HEAD", path, "", new byte[0]).expect(200);
            assertEquals("700000", head.header("Content-Length").orElseThrow());
            assertEquals("bytes", head.header("Accept-Ranges").orElseThrow());
            assertTrue(head.header("Content-Disposition").orElseThrow().startsWith("attachment"));
        }
    }

    @Test
    void what_is_not_what_it_says_is_refused_naming_the_file() {
        for (Answer refused : List.of(
                upload("a.png", "image/png", pdf()),
                upload("a.html", "text/html", "<html><script>x</script></html>".getBytes(StandardCharsets.UTF_8)),
                upload("a.png", "image/png", new byte[0]),
                client.send("POST", "/api/media", "image/jpeg", pdf()))) {
            refused.expect(422);
            assertEquals(
                    "VALIDATION_FAILED",
                    refused.json().path("error").path("code").asText());
            assertEquals(
                    "file",
                    refused.json()
                            .path("error")
                            .path("details")
                            .path(0)
                            .path("field")
                            .asText());
        }
    }

    @Test
    void a_file_that_is_too_large_is_refused_and_one_that_is_not_is_taken() {
        byte[] largest = noise(16 * 1024 * 1024);
        upload("a.bin", "application/octet-stream", largest).expect(201);
        byte[] larger = Arrays.copyOf(largest, largest.length + 1);
        upload("a.bin", "application/octet-stream", larger).expect(413);
        client.send("POST", "/api/media", "application/octet-stream", larger).expect(413);
    }

    @Test
    void malformed_uploads_are_told_and_nobody_uploads_without_a_name() {
        String type = "multipart/form-data; boundary=" + BOUNDARY;
        client.send("POST", "/api/media", type, "no parts at all".getBytes(StandardCharsets.UTF_8))
                .expect(422);
        byte[] whole = multipart("file", "a.pdf", "application/pdf", pdf());
        client.send("POST", "/api/media", type, Arrays.copyOf(whole, whole.length - 20))
                .expect(400);
        client.send("POST", "/api/media", "multipart/form-data", pdf()).expect(400);
        assertEquals(
                "attachment",
                client.send("POST", "/api/media", type, multipart("attachment", "a.pdf", "application/pdf", pdf()))
                        .expect(422)
                        .json()
                        .path("error")
                        .path("details")
                        .path(0)
                        .path("field")
                        .asText());
        client.send("POST", "/api/media", "application/json", "{}".getBytes(StandardCharsets.UTF_8))
                .expect(415);
        client.send("POST", "/api/media?fileNmae=x", "application/pdf", pdf()).expect(400);
        fractal.anonymous().send("POST", "/api/media", "application/pdf", pdf()).expect(401);
    }

    @Test
    void links_that_we_did_not_sign_open_nothing() {
        JsonNode media = upload("a.pdf", "application/pdf", pdf()).expect(201).data();
        String path = path(media.path("url").asText());
        String token = path.split("/")[2];
        String forged = token.substring(0, 30) + (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31);

        for (String unknown : List.of("/media/" + forged + "/a.pdf", "/media/x/a.pdf", "/media/", "/media")) {
            Answer refused = fractal.anonymous().get(unknown).expect(404);
            assertEquals("NOT_FOUND", refused.json().path("error").path("code").asText());
        }
        fractal.anonymous().send("POST", path, "application/pdf", pdf()).expect(405);
        fractal.anonymous()
                .get("/api/media/" + media.path("id").asText() + "/content")
                .expect(401);
        client.get("/api/media/01900000-0000-7000-8000-000000000000/content").expect(404);
        client.get("/api/media/nonsense").expect(400);
    }

    @Test
    void an_upload_that_was_not_sent_can_be_deleted() {
        JsonNode media = upload("a.pdf", "application/pdf", pdf()).expect(201).data();
        String path = "/api/media/" + media.path("id").asText();

        client.send("DELETE", path, "", new byte[0]).expect(204);

        client.get(path).expect(404);
        anonymous(media.path("url").asText()).expect(404);
        client.send("DELETE", path, "", new byte[0]).expect(404);
    }

    @Test
    void the_same_upload_under_one_key_is_one_file() {
        FractalClient keyed = client.with("Idempotency-Key", Handset.text("upload"));
        JsonNode first = keyed.send("POST", "/api/media", "application/pdf", pdf())
                .expect(201)
                .data();
        JsonNode again = keyed.send("POST", "/api/media", "application/pdf", pdf())
                .expect(201)
                .data();

        assertEquals(first.path("id").asText(), again.path("id").asText());
    }

    @Test
    void pictures_that_people_send_are_fetched_with_our_credentials_and_shown_from_our_own_store() throws IOException {
        byte[] picture = picture("jpeg", 1200, 900);
        byte[] pdf = pdf();
        String text = Handset.text("Look at this");
        try (EventSocket watching = EventSocket.connect(fractal.signedIn())) {
            write(text, attachment("image/jpeg", picture), attachment("application/pdf", pdf));

            JsonNode message = awaitStored(text, 2);

            watching.await(
                    "word of it",
                    frame -> frame.is("message:updated")
                            && frame.data().path("body").asText().equals(text)
                            && frame.data()
                                    .path("attachments")
                                    .path(0)
                                    .path("state")
                                    .asText()
                                    .equals("STORED"));
            JsonNode first = message.path("attachments").path(0);
            assertEquals("image/jpeg", first.path("contentType").asText());
            assertEquals(picture.length, first.path("size").asLong());
            assertEquals(
                    first.path("url").asText(),
                    message.path("mediaUrls").path(0).asText());
            assertTrue(first.path("url").asText().startsWith(fractal.baseUrl() + "/media/"));
            assertArrayEquals(
                    picture, anonymous(first.path("url").asText()).expect(200).bytes());
            JsonNode second = message.path("attachments").path(1);
            assertEquals("application/pdf", second.path("contentType").asText());
            assertArrayEquals(
                    pdf, anonymous(second.path("url").asText()).expect(200).bytes());
        }
        JsonNode message = Deadline.await(
                "the thumbnail",
                () -> api.messagesWith(text).get(0),
                found -> !found.path("attachments").path(0).path("thumbnailUrl").isNull());
        anonymous(message.path("attachments").path(0).path("thumbnailUrl").asText())
                .expect(200);
        client.get("/api/media/"
                        + message.path("attachments").path(0).path("id").asText() + "/thumbnail")
                .expect(200);
    }

    @Test
    void what_the_provider_does_not_hand_out_is_told_on_the_attachment_and_can_be_tried_again() {
        String text = Handset.text("Can you see it?");
        Map<String, String> webhook =
                fractal.twilio().sms(Handset.newNumber(), fractal.account().smsNumber(), text);
        webhook.put("NumMedia", "1");
        webhook.put(
                "MediaUrl0",
                "https://api.twilio.com/2010-04-01/Accounts/"
                        + fractal.account().sid() + "/Messages/" + webhook.get("MessageSid")
                        + "/Media/ME00000000000000000000000000000000");
        webhook.put("MediaContentType0", "image/jpeg");
        fractal.twilio().post(TwilioWebhooks.INCOMING, webhook).expect(200);

        JsonNode message = awaitState(text, "FAILED");

        JsonNode error = message.path("attachments").path(0).path("error");
        assertFalse(error.path("code").asText().isEmpty(), message::toString);
        assertEquals(webhook.get("MediaUrl0"), message.path("mediaUrls").path(0).asText());
        String retry = "/api/messages/" + message.path("id").asText() + "/media/0/retry";
        Answer again = Deadline.await(
                "the work to be free again",
                () -> client.send("POST", retry, "application/json", new byte[0]),
                answer -> answer.status() != 409);
        assertEquals(
                "PENDING",
                again.expect(200)
                        .data()
                        .path("attachments")
                        .path(0)
                        .path("state")
                        .asText());
        awaitState(text, "FAILED");
        client.send("POST", retry.replace("/0/", "/1/"), "", new byte[0]).expect(404);
        client.send("POST", retry.replace("/0/", "/x/"), "", new byte[0]).expect(400);
    }

    private JsonNode awaitStored(String text, int attachments) {
        return Deadline.await(
                "the attachments of '" + text + "' in store",
                () -> api.awaitMessageWith(text),
                message -> message.path("attachments").findValuesAsText("state").stream()
                                .filter("STORED"::equals)
                                .count()
                        == attachments);
    }

    private JsonNode awaitState(String text, String state) {
        return Deadline.await(
                state + " on the attachment of '" + text + "'",
                () -> api.awaitMessageWith(text),
                message -> message.path("attachments")
                        .path(0)
                        .path("state")
                        .asText()
                        .equals(state));
    }

    private void write(String text, ObjectNode... media) {
        ObjectNode message = FractalClient.object(
                "from", Handset.newNumber(), "channel", "SMS", "body", text, "media", List.of(media));
        fractal.anonymous().post("/sandbox/api/inbound", message).expect(200);
    }

    private static ObjectNode attachment(String type, byte[] bytes) {
        return FractalClient.object("data", Base64.getEncoder().encodeToString(bytes), "contentType", type);
    }

    private JsonNode lookUp(JsonNode media) {
        return client.get("/api/media/" + media.path("id").asText()).expect(200).data();
    }

    private Answer anonymous(String url) {
        return fractal.anonymous().get(path(url));
    }

    private String path(String url) {
        assertTrue(url.startsWith(fractal.baseUrl()), url);
        return url.substring(fractal.baseUrl().length());
    }

    private Answer upload(String name, String type, byte[] bytes) {
        return client.send(
                "POST",
                "/api/media",
                "multipart/form-data; boundary=" + BOUNDARY,
                multipart("file", name, type, bytes));
    }

    private static byte[] multipart(String field, String name, String type, byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + name + "\"\r\nContent-Type: " + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random colours = new Random(width);
        for (int x = 0; x < width; x++) {
            int colour = colours.nextInt();
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, colour + y);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] pdf() {
        return "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
