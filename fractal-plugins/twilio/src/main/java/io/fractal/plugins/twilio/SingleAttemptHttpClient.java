package io.fractal.plugins.twilio;

import com.twilio.Twilio;
import com.twilio.constant.EnumConstants.ContentType;
import com.twilio.http.HttpUtility;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries the SDK's requests, once each. The SDK's own client repeats a POST up to three times when the server fails, which can send
 * a message twice; and it always calls {@code https://…twilio.com}, where this one calls what {@link TwilioHosts} names.
 *
 * <p>Whatever is not a success leaves as a {@link CallFailedException}, with what the headers said about trying again.
 */
final class SingleAttemptHttpClient extends com.twilio.http.HttpClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final AccountSettings settings;
    private final FailureTranslator failures;
    private final TwilioHosts hosts;
    private final HttpClient client;

    SingleAttemptHttpClient(AccountSettings settings, FailureTranslator failures) {
        this.settings = settings;
        this.failures = failures;
        this.hosts = new TwilioHosts(settings.apiBaseUrl());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        if (ProxySelector.getDefault() != null) {
            builder.proxy(ProxySelector.getDefault());
        }
        this.client = builder.build();
    }

    /** One attempt, whatever the answer; and nothing is remembered, since the adapter is used by several threads. */
    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        HttpResponse<String> answer = exchange(httpRequest(request));
        int status = answer.statusCode();
        if (status < 200 || status > 299) {
            throw failures.answer(status, answer.body(), answer.headers().firstValue("Retry-After"));
        }
        return new Response(answer.body(), status);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            // Not the request's own timeout: that one ends with the headers, and a body that never ends would hold the
            // thread.
            return exchange.get(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failures.noAnswer(failed.getCause());
        } catch (TimeoutException late) {
            exchange.cancel(true);
            throw failures.noAnswer(late);
        } catch (InterruptedException interrupted) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw failures.noAnswer(interrupted);
        }
    }

    private HttpRequest httpRequest(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(hosts.address(request.constructURL()))
                .header("Accept", "application/json")
                .header("X-Twilio-Client", "java-" + Twilio.VERSION)
                .header("User-Agent", HttpUtility.getUserAgentString(List.of("fractal"), true));
        if (request.requiresAuthentication()) {
            builder.header("Authorization", request.getAuthString());
        }
        for (Map.Entry<String, List<String>> header : request.getHeaderParams().entrySet()) {
            header.getValue().forEach(value -> builder.header(header.getKey(), value));
        }
        return withBody(builder, request).build();
    }

    /** The Content API and the Senders API speak JSON, all others forms. */
    private static HttpRequest.Builder withBody(HttpRequest.Builder builder, Request request) {
        String method = request.getMethod().toString();
        switch (request.getMethod()) {
            case GET, DELETE -> builder.method(method, BodyPublishers.noBody());
            default -> {
                boolean json = request.getContentType() == ContentType.JSON;
                builder.header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded");
                String body = json ? request.getBody() : request.encodeFormBody();
                builder.method(method, BodyPublishers.ofString(body == null ? "" : body, StandardCharsets.UTF_8));
            }
        }
        return builder;
    }
}
