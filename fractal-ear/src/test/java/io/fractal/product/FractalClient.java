package io.fractal.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An HTTP client of one running Fractal with one way of identifying itself. Immutable and safe for use from several threads.
 *
 * @param baseUrl where Fractal answers, without a trailing slash
 * @param headers what is sent along with every request
 */
public record FractalClient(String baseUrl, Map<String, String> headers) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A client that does not say who it is. */
    public static FractalClient anonymous(String baseUrl) {
        return new FractalClient(baseUrl, Map.of());
    }

    /** The same client with one header more, or another value of it. */
    public FractalClient with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new FractalClient(baseUrl, more);
    }

    /** The same client without one header. */
    public FractalClient without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new FractalClient(baseUrl, fewer);
    }

    /** Signs in and returns the client that carries the session's cookie and the header that proves it is no forged form. */
    public FractalClient signIn(String email, String password) {
        Answer answer = with("X-Requested-With", "fractal")
                .post("/api/session", object("email", email, "password", password))
                .expect(200);
        String cookie = answer.header("Set-Cookie").orElseThrow().split(";", 2)[0];
        return with("X-Requested-With", "fractal").with("Cookie", cookie);
    }

    /** A GET request. */
    public Answer get(String path) {
        return send("GET", path, "", new byte[0]);
    }

    /** A POST request with a JSON body. */
    public Answer post(String path, JsonNode body) {
        return send("POST", path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A POST request with the body of a form. */
    public Answer postForm(String path, Map<String, String> parameters) {
        return send("POST", path, "application/x-www-form-urlencoded", encode(parameters));
    }

    /**
     * Any request.
     *
     * @param contentType the body's media type; empty when there is no body
     */
    public Answer send(String method, String path, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(40))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + baseUrl + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A JSON object of alternating names and values. */
    public static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], MAPPER.valueToTree(namesAndValues[i + 1]));
        }
        return object;
    }

    /** A value made safe for a query string. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static byte[] encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
