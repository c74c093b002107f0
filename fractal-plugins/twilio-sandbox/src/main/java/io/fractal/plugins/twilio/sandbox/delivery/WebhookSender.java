package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.delivery.ConnectionOverrides.Outcome;
import io.fractal.plugins.twilio.sandbox.state.Delivery;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Posts webhooks, and repeats them by Twilio's rule.
 *
 * <p>One difference to Twilio: the sandbox lives in the process that it calls. Until that has answered for the first time it is
 * starting, and a refused connection does not count, nor does the 404, 500 or 503 of a server that has not begun to serve it.
 */
public final class WebhookSender {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STARTING = Duration.ofMinutes(5);
    private static final Set<Integer> ABSENT = Set.of(404, 500, 503);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Callbacks posted at the same time; the others wait, so that a bulk job does not open thousands of connections. */
    private static final int CALLBACKS_AT_ONCE = 24;

    /** Inbound messages have places of their own and never wait for callbacks. */
    private static final int INBOUND_AT_ONCE = 64;

    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "twilio-sandbox-webhooks");
        thread.setDaemon(true);
        return thread;
    });
    private final Gate callbacks = new Gate(CALLBACKS_AT_ONCE);
    private final Gate inbound = new Gate(INBOUND_AT_ONCE);
    private final HttpClient client = HttpClient.newBuilder()
            .executor(threads)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final MessageStore store;
    private final Agenda agenda;
    private final Clock clock;
    private final System.Logger logger;
    private final RequestSigner signer;
    private final Instant started;
    private volatile boolean everAnswered;
    private volatile boolean closed;

    /** A sender that signs with the account's token. */
    public WebhookSender(SandboxState state, Agenda agenda, System.Logger logger) {
        this.store = state.messages();
        this.agenda = agenda;
        this.clock = state.clock();
        this.logger = logger;
        this.signer = new RequestSigner(state.account().authToken());
        this.started = clock.instant();
    }

    /**
     * Posts a webhook until it is answered or given up, and then strikes it off.
     *
     * @return the HTTP status of the answer, 0 when there was none; never completes exceptionally
     */
    public CompletableFuture<Integer> post(Delivery delivery) {
        return (delivery.isStatusCallback() ? callbacks : inbound).run(() -> begin(delivery));
    }

    private CompletableFuture<Integer> begin(Delivery delivery) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        attempt(delivery, ConnectionOverrides.of(delivery.url()), 1, result);
        return result;
    }

    /** Posts nothing more. What is owed stays in the journal. */
    public void close() {
        closed = true;
        threads.shutdown();
    }

    private void attempt(
            Delivery delivery, ConnectionOverrides overrides, int number, CompletableFuture<Integer> result) {
        if (closed) {
            result.complete(0);
            return;
        }
        HttpRequest request;
        try {
            request = request(delivery, overrides);
        } catch (IllegalArgumentException notAnAddress) {
            settle(delivery, 0, result);
            return;
        }
        client.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            Outcome outcome = outcome(failure);
            int status = answer == null ? 0 : answer.statusCode();
            boolean present = outcome != Outcome.NO_CONNECTION && !ABSENT.contains(status);
            everAnswered |= present && outcome == Outcome.ANSWERED;
            if (!present && isStarting()) {
                agenda.in(PAUSE, () -> attempt(delivery, overrides, number, result));
            } else if (overrides.repeats(outcome, status, number)) {
                agenda.in(Duration.ZERO, () -> attempt(delivery, overrides, number + 1, result));
            } else {
                log(delivery, answer, failure);
                settle(delivery, status, result);
            }
        });
    }

    private void settle(Delivery delivery, int status, CompletableFuture<Integer> result) {
        if (!closed) {
            store.settled(delivery);
        }
        result.complete(status);
    }

    private HttpRequest request(Delivery delivery, ConnectionOverrides overrides) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(overrides.url()))
                .timeout(overrides.readTimeout())
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("User-Agent", "TwilioProxy/1.1")
                .header("Accept", "*/*")
                .header("I-Twilio-Idempotency-Token", delivery.id())
                .POST(BodyPublishers.ofString(form(delivery), StandardCharsets.UTF_8));
        String signature = signer.sign(overrides.url(), delivery.parameters());
        switch (delivery.signature()) {
            case VALID -> builder.header("X-Twilio-Signature", signature);
            case WRONG -> builder.header("X-Twilio-Signature", signature.substring(1, 27) + signature.charAt(0) + "=");
            case MISSING -> {
                // A test of the receiver: no header at all.
            }
        }
        return builder.build();
    }

    private static String form(Delivery delivery) {
        return delivery.parameters().entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Outcome outcome(Throwable failure) {
        if (failure == null) {
            return Outcome.ANSWERED;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? Outcome.NO_CONNECTION
                : Outcome.NO_ANSWER;
    }

    private boolean isStarting() {
        return !everAnswered && clock.instant().isBefore(started.plus(STARTING));
    }

    private void log(Delivery delivery, HttpResponse<Void> answer, Throwable failure) {
        if (failure != null || answer.statusCode() >= 400) {
            String seen = failure != null ? "no answer" : "HTTP " + answer.statusCode();
            logger.log(
                    System.Logger.Level.WARNING,
                    "Webhook for {0} got {1}, Twilio would log error 11200",
                    delivery.messageSid(),
                    seen);
        }
    }
}
