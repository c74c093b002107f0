package io.fractal.web.providers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fractal.spi.RawWebhook;
import io.fractal.web.errors.HttpProblem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawRequestTest {

    private static final String FORM = "application/x-www-form-urlencoded; charset=ISO-8859-1";

    @Test
    void keepsBytesParametersAndHeadersAsTheyCame() throws IOException {
        byte[] body = "Body=Gr%C3%BC%C3%9Fe&MediaUrl0=&Body=2".getBytes(StandardCharsets.UTF_8);

        RawWebhook webhook = read(request("post", "/webhooks/twilio/incoming", "a=1&a=%C3%A4", FORM, body));

        assertEquals("POST", webhook.method());
        assertEquals(Map.of("Body", List.of("Grüße", "2"), "MediaUrl0", List.of("")), webhook.formParameters());
        assertEquals(Map.of("a", List.of("1", "ä")), webhook.queryParameters());
        assertEquals(Optional.of("sig="), webhook.header("X-Twilio-Signature"));
        assertArrayEquals(body, webhook.body());
    }

    @Test
    void theAddressIsThePublicOneWithPathAndQueryAsSentWhateverTheHostHeaderSays() throws IOException {
        RawWebhook webhook = read(request("POST", "/webhooks/twilio/in%20coming", "b=%41&a=+", FORM, new byte[0]));

        assertEquals("https://inbox.example.org/webhooks/twilio/in%20coming?b=%41&a=+", webhook.url());
        assertEquals("/incoming", webhook.path());
    }

    @Test
    void withoutAQueryTheAddressEndsWithThePath() throws IOException {
        assertEquals(
                "https://inbox.example.org/webhooks/twilio/incoming",
                read(request("GET", "/webhooks/twilio/incoming", null, null, new byte[0]))
                        .url());
    }

    @Test
    void otherBodiesAreNotTakenForForms() throws IOException {
        byte[] json = "{\"a\":\"100%\"}".getBytes(StandardCharsets.UTF_8);

        RawWebhook webhook = read(request("POST", "/webhooks/x/y", null, "application/json", json));

        assertEquals(Map.of(), webhook.formParameters());
        assertArrayEquals(json, webhook.body());
    }

    @Test
    void aMalformedFormIsRefusedWith400() {
        byte[] body = "Body=100%".getBytes(StandardCharsets.UTF_8);

        HttpProblem problem = assertThrows(
                HttpProblem.class, () -> read(request("POST", "/webhooks/twilio/incoming", null, FORM, body)));

        assertEquals(400, problem.status());
    }

    @Test
    void aBodyOfExactlyTheLimitIsReadAndOneByteMoreIsRefused() throws IOException {
        byte[] most = new byte[RawRequest.MAX_BODY];

        assertEquals(most.length, read(request("POST", "/p", null, null, most)).body().length);
        HttpProblem problem = assertThrows(
                HttpProblem.class, () -> read(request("POST", "/p", null, null, new byte[RawRequest.MAX_BODY + 1])));
        assertEquals(413, problem.status());
    }

    private static RawWebhook read(HttpServletRequest request) throws IOException {
        return RawRequest.read(request, "https://inbox.example.org", "/incoming");
    }

    /** A request that answers what is asked of it here, and fails when its parameters are asked for, which would eat the body. */
    private static HttpServletRequest request(String method, String uri, String query, String type, byte[] body) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                RawRequestTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> uri;
                    case "getContextPath" -> "";
                    case "getQueryString" -> query;
                    case "getContentType" -> type;
                    case "getContentLengthLong" -> -1L;
                    case "getHeaderNames" -> Collections.enumeration(List.of("Host", "X-Twilio-Signature"));
                    case "getHeaders" ->
                        Collections.enumeration(List.of("Host".equals(arguments[0]) ? "evil.example" : "sig="));
                    case "getInputStream" -> new Bytes(body);
                    default -> throw new AssertionError("must not be called: " + called.getName());
                });
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Bytes(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
