package io.fractal.plugins.twilio.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Calls the sandbox over HTTP as a test of Fractal does. */
final class Control {

    private final HttpClient client = HttpClient.newHttpClient();
    private final SandboxServer server;

    Control(SandboxServer server) {
        this.server = server;
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return json(send(request("/sandbox/api" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json(send(request("/sandbox/api" + path)));
    }

    void delete(String path) throws IOException, InterruptedException {
        send(request("/sandbox/api" + path).DELETE());
    }

    JsonNode messages(String number) throws IOException, InterruptedException {
        return get("/messages?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8))
                .path("messages");
    }

    /** A call of Twilio's API without the SDK. */
    HttpResponse<String> twilio(String method, String path, String form) throws IOException, InterruptedException {
        String credentials = SandboxServer.ACCOUNT + ":" + SandboxServer.TOKEN;
        return send(request("/sandbox/twilio/2010-04-01/Accounts/" + SandboxServer.ACCOUNT + path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JsonMapper.builder().build().readTree(response.body());
    }
}
