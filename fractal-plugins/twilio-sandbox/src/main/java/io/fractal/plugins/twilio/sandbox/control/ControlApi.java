package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.delivery.Departure;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster;
import io.fractal.plugins.twilio.sandbox.delivery.InboundPoster.Posted;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Handset;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The control interface: what is written, shown and changed as no customer of Twilio's could. docs/sandbox.md lists its calls. */
public final class ControlApi {

    private static final Pattern MESSAGE = Pattern.compile("/messages/([A-Z]{2}[0-9a-f]{32})(/status|/release)?");
    private static final Pattern RESOURCE = Pattern.compile("/(contents|services)/([^/]+)/(approval|advanced-opt-out)");

    private final SandboxState state;
    private final Lifecycle lifecycle;
    private final InboundPoster poster;
    private final Threads threads;
    private final Handsets handsets;
    private final Switches switches;
    private final List<Handset> phoneBook = Handset.all();

    /** The interface to one sandbox. */
    public ControlApi(SandboxState state, Lifecycle lifecycle, Departure departure, InboundPoster poster) {
        this.state = state;
        this.lifecycle = lifecycle;
        this.poster = poster;
        this.threads = new Threads(state.messages());
        this.handsets = new Handsets(state, lifecycle, departure);
        this.switches = new Switches(state);
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
            Matcher message = MESSAGE.matcher(path);
            if (message.matches()) {
                return message(
                        request,
                        message.group(1),
                        Optional.ofNullable(message.group(2)).orElse(""));
            }
            Matcher resource = RESOURCE.matcher(path);
            if (request.method().equals("POST") && resource.matches()) {
                return ControlJson.answer(200, switches.resource(request, resource.group(3), resource.group(2)));
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
            case "POST /messages/release" -> released(lifecycle.releaseAll());
            case "GET /threads" -> unlessUnchanged(request, threads::overview);
            case "GET /behaviour" -> behaviour();
            case "POST /behaviour" ->
                change(ControlJson.patched(state.behaviour().current(), request));
            case "DELETE /behaviour" -> change(Behaviour.NORMAL);
            case "GET /storm" -> ControlJson.answer(200, switches.storm());
            case "GET /clock", "POST /clock", "DELETE /clock" -> ControlJson.answer(200, switches.clock(request));
            case "GET /rates" ->
                ControlJson.answer(200, ControlJson.tree(state.rates().all()));
            case "DELETE /rates" -> switches.resetRates();
            case "GET /media" ->
                ControlJson.answer(200, ControlJson.tree(state.media().fetches()));
            case "GET /opt-outs" -> ControlJson.answer(200, switches.optOuts());
            case "POST /opt-outs" -> switches.optOut(request);
            case "GET /handsets" -> ControlJson.answer(200, ControlJson.tree(phoneBook));
            case "POST /handsets/read" -> handsets.read(request);
            case "POST /handsets/window" -> handsets.window(request);
            case "POST /handsets/rcs" -> handsets.rcs(request);
            case "GET /account" -> ControlJson.answer(200, account());
            default -> throw new BadRequest(404, "There is no " + request.method() + " here");
        };
    }

    private WebhookResponse inbound(RawWebhook request) {
        Posted posted = poster.post(ControlJson.read(request, InboundCall.class).written(state, phoneBook));
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

    private WebhookResponse message(RawWebhook request, String sid, String what) {
        Optional<SandboxMessage> message = switch (request.method() + " " + what) {
            case "GET " -> state.messages().find(sid);
            case "POST /status" -> force(request, sid);
            case "POST /release" -> release(sid);
            default -> throw new BadRequest(404, "There is no " + request.method() + " here");
        };
        return message.map(found -> ControlJson.answer(200, ControlJson.message(found)))
                .orElseThrow(() -> new BadRequest(404, "There is no message " + sid));
    }

    private Optional<SandboxMessage> force(RawWebhook request, String sid) {
        Forced forced = ControlJson.read(request, Forced.class);
        if (forced.status() == null || forced.status().isBlank()) {
            throw new BadRequest(400, "'status' is missing");
        }
        return lifecycle.force(sid, forced.status(), forced.errorCode());
    }

    private Optional<SandboxMessage> release(String sid) {
        if (state.messages().find(sid).isPresent() && lifecycle.release(sid).isEmpty()) {
            throw new BadRequest(409, "The message is not scheduled");
        }
        return state.messages().find(sid);
    }

    private static WebhookResponse released(int count) {
        return ControlJson.answer(200, ControlJson.object().put("released", count));
    }

    private WebhookResponse change(Behaviour next) {
        state.behaviour().set(next);
        return behaviour();
    }

    private WebhookResponse behaviour() {
        JsonNode now = ControlJson.tree(state.behaviour().current());
        return ControlJson.answer(200, now);
    }

    private ObjectNode account() {
        ObjectNode account =
                ControlJson.object().put("accountSid", state.account().sid());
        account.put("phoneNumber", state.account().phoneNumber().orElse(null));
        account.put("whatsappNumber", state.account().whatsappNumber().orElse(null));
        account.put("messenger", state.senders().usual(Channel.MESSENGER).orElse(null));
        return account.put("rcs", state.senders().usual(Channel.RCS).orElse(null));
    }

    /** The page asks twice a second: as long as nothing changes, the answer is an empty 304. */
    private WebhookResponse unlessUnchanged(RawWebhook request, Supplier<ObjectNode> content) {
        String tag = "\"" + state.messages().born().toEpochMilli() + "-"
                + state.messages().version() + "\"";
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
