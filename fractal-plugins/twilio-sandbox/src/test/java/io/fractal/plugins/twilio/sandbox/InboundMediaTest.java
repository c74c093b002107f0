package io.fractal.plugins.twilio.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.message.Media;
import io.fractal.spi.RawWebhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media that people send: at Twilio's address, behind credentials, on a CDN. */
class InboundMediaTest {

    private static final byte[] BYTES = {(byte) 0xFF, (byte) 0xD8, 0, 1, 2, 3};
    private static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString(
                            (SandboxServer.ACCOUNT + ":" + SandboxServer.TOKEN).getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path data;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T09:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
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
    void bytesAreServedThroughARedirectThatNeedsCredentialsFromAnAddressThatNeedsNone() throws Exception {
        URI address = write(
                "{\"data\":\"" + Base64.getEncoder().encodeToString(BYTES) + "\",\"contentType\":\"image/jpeg\"}");

        assertEquals(401, get(address, null).statusCode());
        HttpResponse<byte[]> redirect = get(address, BASIC);
        assertEquals(307, redirect.statusCode());
        URI cdn = URI.create(redirect.headers().firstValue("Location").orElseThrow());
        HttpResponse<byte[]> medium = get(cdn, null);
        assertEquals(200, medium.statusCode());
        assertArrayEquals(BYTES, medium.body());
        assertEquals("image/jpeg", medium.headers().firstValue("Content-Type").orElseThrow());
        assertFetches(1, 1, 1, 0);
    }

    @Test
    void whoeverSendsCredentialsToTheCdnIsSeen() throws Exception {
        URI address = write("{\"data\":\"AAAA\",\"contentType\":\"image/png\"}");
        URI cdn =
                URI.create(get(address, BASIC).headers().firstValue("Location").orElseThrow());

        get(cdn, BASIC);

        assertFetches(0, 1, 1, 1);
    }

    @Test
    void anAccountThatDoesNotEnforceItServesWithoutCredentials() throws Exception {
        URI address = write("{\"data\":\"AAAA\",\"contentType\":\"image/png\"}");
        control.post("/behaviour", "{\"mediaAuth\":false}");

        assertEquals(307, get(address, null).statusCode());
    }

    @Test
    void anAddressGivenIsWhereTheRedirectLeads() throws Exception {
        control.post("/inbound", "{\"from\":\"+12125550116\",\"mediaUrls\":[\"https://files.example/a.pdf\"]}");
        RawWebhook webhook = server.webhooks.get(0);

        assertEquals("application/pdf", webhook.parameter("MediaContentType0").orElseThrow());
        HttpResponse<byte[]> redirect =
                get(URI.create(webhook.parameter("MediaUrl0").orElseThrow()), BASIC);
        assertEquals(
                "https://files.example/a.pdf",
                redirect.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void theSdkListsFetchesAndDeletesThem() throws Exception {
        URI address = write("{\"data\":\"AAAA\",\"contentType\":\"image/png\"}");
        String message = server.webhooks.get(0).parameter("MessageSid").orElseThrow();
        var client = Sdk.client(server);

        Media medium = StreamSupport.stream(
                        Media.reader(SandboxServer.ACCOUNT, message)
                                .read(client)
                                .spliterator(),
                        false)
                .findFirst()
                .orElseThrow();
        assertTrue(address.getPath().endsWith(medium.getSid()));
        assertEquals(message, medium.getParentSid());
        assertEquals(
                "image/png",
                Media.fetcher(SandboxServer.ACCOUNT, message, medium.getSid())
                        .fetch(client)
                        .getContentType());
        assertTrue(
                Media.deleter(SandboxServer.ACCOUNT, message, medium.getSid()).delete(client));
        assertEquals(404, get(address, BASIC).statusCode());
    }

    @Test
    void mediaGoWithTheirMessageAndSurviveARestart() throws Exception {
        URI address = write("{\"data\":\"AAAA\",\"contentType\":\"image/png\"}");
        int port = server.port();
        server.close();
        server = new SandboxServer(data, clock, port);
        HttpResponse<byte[]> redirect = get(address, BASIC);
        assertEquals(307, redirect.statusCode());
        URI cdn = URI.create(redirect.headers().firstValue("Location").orElseThrow());
        assertEquals(200, get(cdn, null).statusCode());

        String message = address.getPath().replaceAll(".*/Messages/([^/]+)/.*", "$1");
        Message.deleter(SandboxServer.ACCOUNT, message).delete(Sdk.client(server));

        assertEquals(404, get(address, BASIC).statusCode());
        assertEquals(404, get(cdn, null).statusCode());
    }

    @Test
    void nothingThatPeopleSendRunsOnTheCdn() throws Exception {
        URI address = write("{\"data\":\"AAAA\",\"contentType\":\"text/html\"}");
        URI cdn =
                URI.create(get(address, BASIC).headers().firstValue("Location").orElseThrow());

        HttpResponse<byte[]> medium = get(cdn, null);

        assertEquals(
                "attachment", medium.headers().firstValue("Content-Disposition").orElseThrow());
        assertTrue(medium.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .contains("sandbox"));
    }

    @Test
    void aMediaCallCanBeMadeToFail() throws Exception {
        URI address = write("{\"data\":\"AAAA\",\"contentType\":\"image/png\"}");
        control.post("/behaviour", "{\"failNext\":{\"httpStatus\":503,\"target\":\"MEDIA\",\"operation\":\"FETCH\"}}");

        assertEquals(503, get(address, BASIC).statusCode());
        assertEquals(307, get(address, BASIC).statusCode());
    }

    private URI write(String medium) throws Exception {
        control.post("/inbound", "{\"from\":\"+12125550116\",\"media\":[" + medium + "]}");
        URI address = URI.create(server.webhooks.get(0).parameter("MediaUrl0").orElseThrow());
        assertTrue(address.toString().startsWith(server.url() + "/sandbox/twilio/2010-04-01/Accounts/"));
        return address;
    }

    private void assertFetches(int refused, int redirected, int served, int withCredentials) throws Exception {
        JsonNode fetches = control.get("/media").get(0);
        assertEquals(refused, fetches.path("refused").asInt());
        assertEquals(redirected, fetches.path("redirected").asInt());
        assertEquals(served, fetches.path("served").asInt());
        assertEquals(withCredentials, fetches.path("withCredentials").asInt());
    }

    private HttpResponse<byte[]> get(URI address, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
