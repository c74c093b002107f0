package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.FailNext;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.HangNext;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Operation;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the calls of Twilio's Messages API, version 2010-04-01. */
public final class MessagesApi {

    private static final Pattern RESOURCE =
            Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages(?:/([^/.]+))?(?:\\.json)?");
    private static final Pattern MEDIA =
            Pattern.compile("/2010-04-01/Accounts/([^/]+)/Messages/([^/.]+)/Media(?:\\.json)?");
    private static final Set<String> CANCELABLE = Set.of("scheduled", "accepted", "queued");
    private static final Set<String> UNFINISHED = Set.of("scheduled", "accepted", "queued", "sending");
    private static final Map<Integer, String> USUAL_WORDS = Map.of(
            20429, "Too Many Requests",
            20003, "Authenticate",
            20503, "Service unavailable",
            20500, "An internal server error has occurred");

    private final SandboxAccount account;
    private final MessageStore store;
    private final BehaviourSwitch behaviour;
    private final Lifecycle lifecycle;
    private final MessageJson json;
    private final MessageList list;
    private final CreateRules rules;
    private final MessagePlanner planner;
    private final byte[] credentials;

    /** The API of one account. */
    public MessagesApi(
            SandboxAccount account, MessageStore store, BehaviourSwitch behaviour, Lifecycle lifecycle, Clock clock) {
        this.account = account;
        this.store = store;
        this.behaviour = behaviour;
        this.lifecycle = lifecycle;
        this.json = new MessageJson(account);
        this.list = new MessageList(account, store, json);
        this.rules = new CreateRules(account, store);
        this.planner = new MessagePlanner(account, store, clock);
        this.credentials = (account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Answers a call.
     *
     * @param path the path as on api.twilio.com
     */
    public WebhookResponse handle(RawWebhook request, String path) {
        try {
            if (behaviour.current().down()) {
                throw usualError(503, 20503);
            }
            authenticate(request);
            return route(request, path);
        } catch (ApiError refused) {
            return answer(refused.status(), refused.body());
        }
    }

    private WebhookResponse route(RawWebhook request, String path) {
        Matcher media = MEDIA.matcher(path);
        if (media.matches() && request.method().equals("GET")) {
            ObjectNode none = JsonNodeFactory.instance.objectNode();
            none.putArray("media_list");
            return answer(200, none);
        }
        Matcher resource = RESOURCE.matcher(path);
        if (!resource.matches() || !resource.group(1).equals(account.sid())) {
            throw ApiError.notFound(path);
        }
        String sid = resource.group(2);
        String call = request.method() + (sid == null ? "" : " one");
        return switch (call) {
            case "POST" -> withFaults(Operation.CREATE, () -> create(request));
            case "GET" -> withFaults(Operation.LIST, () -> answer(200, list.page(request)));
            case "GET one" -> withFaults(Operation.FETCH, () -> answer(200, json.of(find(sid, path))));
            case "POST one" -> withFaults(Operation.UPDATE, () -> update(request, sid, path));
            case "DELETE one" -> withFaults(Operation.DELETE, () -> delete(sid, path));
            default -> throw new ApiError(405, 20004, "Method not allowed");
        };
    }

    private WebhookResponse create(RawWebhook request) {
        rules.check(request);
        Behaviour now = behaviour.current();
        SandboxMessage message = planner.plan(request, now);
        lifecycle.begin(message);
        if (now.callbackBeforeCreateResponse()) {
            lifecycle.stepBeforeAnswer(message.sid());
        }
        return answer(201, json.of(message));
    }

    /** Cancels with {@code Status=canceled}, or takes the text away with an empty {@code Body}. */
    private WebhookResponse update(RawWebhook request, String sid, String path) {
        SandboxMessage message = find(sid, path);
        Optional<String> status = Form.text(request, "Status");
        Optional<String> body = Form.raw(request, "Body");
        if (body.filter(text -> !text.isEmpty()).isPresent() || body.isPresent() == status.isPresent()) {
            throw ApiError.badRequest(30400, "Invalid update: either an empty Body or Status=canceled");
        }
        if (status.isEmpty()) {
            return answer(200, json.of(redact(message)));
        }
        if (!status.get().equals("canceled")) {
            throw ApiError.badRequest(30400, "Status can only become canceled");
        }
        if (!CANCELABLE.contains(message.progress().status())) {
            throw new ApiError(409, 30409, "Message is already finalized and cannot be canceled");
        }
        return answer(200, json.of(lifecycle.force(sid, "canceled", null).orElse(message)));
    }

    private SandboxMessage redact(SandboxMessage message) {
        return lifecycle.redact(message.sid()).orElse(message);
    }

    private WebhookResponse delete(String sid, String path) {
        if (UNFINISHED.contains(find(sid, path).progress().status())) {
            throw new ApiError(409, 20009, "Cannot delete message because delivery has not been completed.");
        }
        store.delete(sid);
        return WebhookResponse.empty(204);
    }

    private SandboxMessage find(String sid, String path) {
        return store.find(sid).orElseThrow(() -> ApiError.notFound(path));
    }

    private WebhookResponse withFaults(Operation operation, Supplier<WebhookResponse> call) {
        Optional<FailNext> failure = behaviour.takeFailure(operation);
        Optional<HangNext> hang = behaviour.takeHang(operation);
        boolean accepts = failure.map(FailNext::afterAccept).orElse(true)
                && hang.map(HangNext::afterAccept).orElse(true);
        WebhookResponse answer = accepts ? call.get() : WebhookResponse.empty(500);
        hang.ifPresent(behaviour::hang);
        if (failure.isPresent()) {
            return fail(failure.get());
        }
        if (hang.isPresent()) {
            throw usualError(500, 20500);
        }
        return answer;
    }

    private static WebhookResponse fail(FailNext failure) {
        int code = failure.code() != null ? failure.code() : 20000 + failure.httpStatus();
        WebhookResponse answer = answer(
                failure.httpStatus(), usualError(failure.httpStatus(), code).body());
        return failure.retryAfter() == null
                ? answer
                : new WebhookResponse(
                        answer.status(),
                        answer.contentType(),
                        Map.of("Retry-After", failure.retryAfter().toString()),
                        answer.body());
    }

    private static ApiError usualError(int status, int code) {
        return new ApiError(status, code, USUAL_WORDS.getOrDefault(code, "Failed as told"));
    }

    private void authenticate(RawWebhook request) {
        String header = request.header("Authorization").orElse("");
        if (header.regionMatches(true, 0, "Basic ", 0, 6)
                && MessageDigest.isEqual(decoded(header.substring(6)), credentials)) {
            return;
        }
        throw usualError(401, 20003);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    private static WebhookResponse answer(int status, ObjectNode body) {
        return WebhookResponse.text(status, "application/json", body.toString());
    }
}
