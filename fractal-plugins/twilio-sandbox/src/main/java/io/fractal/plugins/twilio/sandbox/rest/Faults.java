package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.Behaviour.FailNext;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.HangNext;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch.Squall;
import io.fractal.spi.WebhookResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes calls fail as they were told to. */
final class Faults {

    private static final Map<Integer, String> USUAL_WORDS = Map.of(
            20429, "Too Many Requests",
            20003, "Authenticate",
            20503, "Service unavailable",
            20500, "An internal server error has occurred");

    private final BehaviourSwitch behaviour;
    private final AtomicInteger concurrent = new AtomicInteger();

    Faults(BehaviourSwitch behaviour) {
        this.behaviour = behaviour;
    }

    static ApiError usual(int status, int code) {
        return new ApiError(status, code, USUAL_WORDS.getOrDefault(code, "Failed as told"));
    }

    /** Answers 503 to everything, or 429 when too many calls are answered at the same time. */
    WebhookResponse limited(Supplier<WebhookResponse> call) {
        if (behaviour.current().down()) {
            throw usual(503, 20503);
        }
        int most = behaviour.current().maxConcurrent();
        try {
            if (concurrent.incrementAndGet() > most && most > 0) {
                throw usual(429, 20429);
            }
            return call.get();
        } finally {
            concurrent.decrementAndGet();
        }
    }

    /** Answers a call, or does not. */
    WebhookResponse around(Route route, Supplier<WebhookResponse> call) {
        Optional<Squall> squall = behaviour.takeSquall(route.operation(), route.target());
        if (squall.isPresent()) {
            return storm(squall.get(), call);
        }
        Optional<FailNext> failure = behaviour.takeFailure(route.operation(), route.target());
        Optional<HangNext> hang = behaviour.takeHang(route.operation(), route.target());
        boolean accepts = failure.map(FailNext::afterAccept).orElse(true)
                && hang.map(HangNext::afterAccept).orElse(true);
        WebhookResponse answer = accepts ? call.get() : WebhookResponse.empty(500);
        hang.ifPresent(told -> behaviour.hang(told.millis()));
        if (failure.isPresent()) {
            return fail(failure.get());
        }
        if (hang.isPresent()) {
            throw usual(500, 20500);
        }
        return answer;
    }

    private WebhookResponse storm(Squall squall, Supplier<WebhookResponse> call) {
        return switch (squall.gust()) {
            case OK -> call.get();
            case THROTTLED -> refusal(429, 20429, null);
            case THROTTLED_RETRY_AFTER -> refusal(429, 20429, 1);
            case ERROR_500 -> refusal(500, 20500, null);
            case ERROR_503 -> refusal(503, 20503, null);
            case ERROR_500_AFTER_ACCEPT -> {
                call.get();
                yield refusal(500, 20500, null);
            }
            case TIMEOUT_AFTER_ACCEPT -> {
                call.get();
                yield silence(squall);
            }
            case TIMEOUT -> silence(squall);
            case CUT -> brokenOff(call.get());
        };
    }

    private WebhookResponse silence(Squall squall) {
        behaviour.hang(squall.millis());
        return refusal(500, 20500, null);
    }

    /** Announces the whole answer and gives half of it: the host then closes the connection. */
    private static WebhookResponse brokenOff(WebhookResponse answer) {
        byte[] whole = answer.body();
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Content-Length", Integer.toString(whole.length));
        return new WebhookResponse(
                answer.status(), answer.contentType(), headers, Arrays.copyOf(whole, whole.length / 2));
    }

    private static WebhookResponse fail(FailNext failure) {
        int code = failure.code() != null ? failure.code() : 20000 + failure.httpStatus();
        return refusal(failure.httpStatus(), code, failure.retryAfter());
    }

    private static WebhookResponse refusal(int status, int code, Integer retryAfter) {
        WebhookResponse plain = Answers.json(status, usual(status, code).body());
        Map<String, String> headers = new HashMap<>();
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter.toString());
        }
        return new WebhookResponse(plain.status(), plain.contentType(), headers, plain.body());
    }
}
