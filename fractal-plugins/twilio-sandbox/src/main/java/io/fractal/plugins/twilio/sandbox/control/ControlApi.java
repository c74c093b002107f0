package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster.Posted;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Handset;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The control interface.
 *
 * <ul>
 *   <li>{@code POST /inbound}: a person writes, see {@link InboundCall}; answers {@code {sid, responses: [{status}]}}
 *   <li>{@code GET /messages?number=&channel=}: messages, oldest first
 *   <li>{@code POST /messages/{sid}/status}: {@code {status, errorCode?}} puts a message into a state and reports it
 *   <li>{@code GET, POST, DELETE /behaviour}: shows, changes, resets the {@link Behaviour}
 *   <li>{@code GET /handsets}: the phone book; {@code POST /handsets/read}: {@code {number}} opens the WhatsApp thread
 *   <li>{@code GET /threads}: the last message of each thread; {@code GET /account}: the account's numbers
 * </ul>
 */
public final class ControlApi {

    private static final Pattern STATUS = Pattern.compile("/messages/([^/]+)/status");

    private final SandboxAccount account;
    private final MessageStore store;
    private final BehaviourSwitch behaviour;
    private final Lifecycle lifecycle;
    private final InboundPoster poster;
    private final Threads threads;
    private final List<Handset> phoneBook = Handset.all();

    /** The interface to one sandbox. */
    public ControlApi(
            SandboxAccount account,
            MessageStore store,
            BehaviourSwitch behaviour,
            Lifecycle lifecycle,
            InboundPoster poster) {
        this.account = account;
        this.store = store;
        this.behaviour = behaviour;
        this.lifecycle = lifecycle;
        this.poster = poster;
        this.threads = new Threads(store);
    }

    /**
     * Answers a call.
     *
     * @param path the path below {@code /sandbox/api}
     */
    public WebhookResponse handle(RawWebhook request, String path) {
        try {
            if (!request.method().equals("GET")) {
                SameSite.check(request);
            }
            Matcher status = STATUS.matcher(path);
            if (request.method().equals("POST") && status.matches()) {
                return force(request, status.group(1));
            }
            return route(request, request.method() + " " + path);
        } catch (BadRequest refused) {
            return ControlJson.refusal(refused);
        }
    }

    private WebhookResponse route(RawWebhook request, String call) {
        return switch (call) {
            case "POST /inbound" -> inbound(request);
            case "GET /messages" -> unlessUnchanged(request, () -> threads.messages(request));
            case "GET /threads" -> unlessUnchanged(request, threads::overview);
            case "GET /behaviour" -> behaviour();
            case "POST /behaviour" -> change(ControlJson.patched(behaviour.current(), request));
            case "DELETE /behaviour" -> change(Behaviour.NORMAL);
            case "GET /handsets" -> ControlJson.answer(200, ControlJson.tree(phoneBook));
            case "POST /handsets/read" -> read(request);
            case "GET /account" -> ControlJson.answer(200, numbers());
            default -> throw new BadRequest(404, "There is no " + request.method() + " here");
        };
    }

    private WebhookResponse inbound(RawWebhook request) {
        Posted posted = poster.post(ControlJson.read(request, InboundCall.class).written(account, phoneBook));
        ObjectNode answer = ControlJson.object().put("sid", posted.sid());
        ArrayNode responses = answer.putArray("responses");
        posted.statuses().forEach(status -> responses.addObject().put("status", status));
        return ControlJson.answer(200, answer);
    }

    /**
     * The body of a forced status.
     *
     * @param status Twilio's word
     * @param errorCode Twilio's error, or {@code null}
     */
    record Forced(String status, Integer errorCode) {}

    private WebhookResponse force(RawWebhook request, String sid) {
        Forced forced = ControlJson.read(request, Forced.class);
        if (forced.status() == null || forced.status().isBlank()) {
            throw new BadRequest(400, "'status' is missing");
        }
        return lifecycle
                .force(sid, forced.status(), forced.errorCode())
                .map(message -> ControlJson.answer(200, ControlJson.message(message)))
                .orElseThrow(() -> new BadRequest(404, "There is no message " + sid));
    }

    /**
     * The body of a read receipt.
     *
     * @param number the person who reads
     */
    record Reader(String number) {}

    private WebhookResponse read(RawWebhook request) {
        Reader reader = ControlJson.read(request, Reader.class);
        if (reader.number() == null || reader.number().isBlank()) {
            throw new BadRequest(400, "'number' is missing");
        }
        lifecycle.read(Channel.bare(reader.number().strip()));
        return WebhookResponse.empty(204);
    }

    private WebhookResponse change(Behaviour next) {
        behaviour.set(next);
        return behaviour();
    }

    private WebhookResponse behaviour() {
        return ControlJson.answer(200, ControlJson.tree(behaviour.current()));
    }

    private ObjectNode numbers() {
        return ControlJson.object()
                .put("accountSid", account.sid())
                .put("phoneNumber", account.phoneNumber().orElse(null))
                .put("whatsappNumber", account.whatsappNumber().orElse(null));
    }

    /** The page asks twice a second: as long as nothing changes, the answer is an empty 304. */
    private WebhookResponse unlessUnchanged(RawWebhook request, Supplier<ObjectNode> content) {
        String tag = "\"" + store.born().toEpochMilli() + "-" + store.version() + "\"";
        if (request.header("If-None-Match").filter(tag::equals).isPresent()) {
            return new WebhookResponse(304, "", Map.of("ETag", tag), new byte[0]);
        }
        WebhookResponse answer = ControlJson.answer(200, content.get());
        return new WebhookResponse(
                answer.status(),
                answer.contentType(),
                Map.of("ETag", tag, "Cache-Control", "no-cache", "X-Content-Type-Options", "nosniff"),
                answer.body());
    }
}
