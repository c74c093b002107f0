package io.fractal.plugins.twilio.sandbox;

import com.twilio.constant.EnumConstants.ContentType;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Twilio's own SDK, pointed at a sandbox: its hosts become paths, everything else is its own. */
final class Sdk extends HttpClient {

    private final java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
    private final String base;

    private Sdk(String base) {
        this.base = base;
    }

    static TwilioRestClient client(SandboxServer server) {
        return new TwilioRestClient.Builder(SandboxServer.ACCOUNT, SandboxServer.TOKEN)
                .httpClient(new Sdk(server.url() + "/sandbox/twilio"))
                .build();
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        try {
            var answer = client.send(http(request), BodyHandlers.ofString());
            return new Response(answer.body(), answer.statusCode());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private HttpRequest http(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address(request.constructURL()))
                .header("Authorization", request.getAuthString());
        return switch (request.getMethod()) {
            case GET, DELETE ->
                builder.method(request.getMethod().toString(), BodyPublishers.noBody())
                        .build();
            default -> {
                boolean json = request.getContentType() == ContentType.JSON;
                yield builder.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                        .method(
                                request.getMethod().toString(),
                                BodyPublishers.ofString(json ? request.getBody() : request.encodeFormBody()))
                        .build();
            }
        };
    }

    private URI address(URL named) {
        String host = named.getHost().replace(".twilio.com", "");
        return URI.create(base + (host.equals("api") ? "" : "/" + host) + named.getFile());
    }
}
