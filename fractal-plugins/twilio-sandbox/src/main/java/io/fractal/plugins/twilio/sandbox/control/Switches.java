package io.fractal.plugins.twilio.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.delivery.Keywords;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.time.Duration;
import java.util.Optional;

/** Turns the sandbox's clock, decides in WhatsApp's place, and does what Twilio has in its console only. */
final class Switches {

    private static final long FARTHEST_SECONDS = 400L * 86_400;

    private final SandboxState state;

    Switches(SandboxState state) {
        this.state = state;
    }

    /**
     * The body that moves the clock.
     *
     * @param seconds by how much, forwards
     */
    record Advance(long seconds) {}

    ObjectNode clock(RawWebhook request) {
        if (request.method().equals("DELETE")) {
            state.clock().reset();
        }
        if (request.method().equals("POST")) {
            long seconds = ControlJson.read(request, Advance.class).seconds();
            if (seconds < 1 || seconds > FARTHEST_SECONDS) {
                throw new BadRequest(400, "'seconds' must be from 1 to " + FARTHEST_SECONDS);
            }
            state.clock().advance(Duration.ofSeconds(seconds));
        }
        return ControlJson.object()
                .put("now", state.clock().instant().toString())
                .put("aheadSeconds", state.clock().ahead().toSeconds());
    }

    WebhookResponse resetRates() {
        state.rates().reset();
        return WebhookResponse.empty(204);
    }

    /** What a storm has done so far, and how many calls it still meets. */
    ObjectNode storm() {
        ObjectNode answer = ControlJson.object();
        answer.set("drawn", ControlJson.tree(state.behaviour().drawn()));
        int left = Optional.ofNullable(state.behaviour().current().storm())
                .map(storm -> storm.count())
                .orElse(0);
        return answer.put("left", left);
    }

    ArrayNode optOuts() {
        ArrayNode list = ControlJson.object().putArray("all");
        state.optOuts()
                .all()
                .forEach(optOut -> list.addObject()
                        .put("person", optOut.person())
                        .put("scope", optOut.scope())
                        .put("since", optOut.since().toString()));
        return list;
    }

    /**
     * The body that sets an opt-out without a word from the person.
     *
     * @param person the person's number
     * @param sender the account's sender
     * @param stopped whether the person wants no more; true when absent
     */
    record OptOut(String person, String sender, Boolean stopped) {}

    WebhookResponse optOut(RawWebhook request) {
        OptOut told = ControlJson.read(request, OptOut.class);
        if (told.person() == null || told.sender() == null) {
            throw new BadRequest(400, "'person' or 'sender' is missing");
        }
        if (Boolean.FALSE.equals(told.stopped())) {
            state.optOuts().start(told.person(), told.sender());
        } else {
            state.optOuts().stop(told.person(), told.sender());
        }
        return WebhookResponse.empty(204);
    }

    /**
     * The body that changes what only Twilio or WhatsApp could.
     *
     * @param status what WhatsApp decides
     * @param reason why it rejects
     * @param enabled whether Advanced Opt-Out is on
     */
    record Decision(String status, String reason, Boolean enabled) {}

    ObjectNode resource(RawWebhook request, String what, String sid) {
        Decision decision = ControlJson.read(request, Decision.class);
        boolean approval = what.equals("approval");
        Kind kind = approval ? Kind.CONTENT : Kind.SERVICE;
        return state.resources()
                .change(kind, sid, resource -> approval ? decided(resource, decision) : optOut(resource, decision))
                .map(Resource::copy)
                .orElseThrow(() -> new BadRequest(404, "There is no " + sid));
    }

    private Resource decided(Resource content, Decision decision) {
        if (decision.status() == null || decision.status().isBlank()) {
            throw new BadRequest(400, "'status' is missing");
        }
        ObjectNode fields = content.copy();
        ObjectNode approval =
                fields.path("_approval") instanceof ObjectNode asked ? asked : fields.putObject("_approval");
        approval.put("status", decision.status());
        if (decision.reason() != null) {
            approval.put("reason", decision.reason());
        }
        return content.with(fields, state.clock().instant());
    }

    private Resource optOut(Resource service, Decision decision) {
        ObjectNode fields = service.copy();
        fields.put(Keywords.ADVANCED_OPT_OUT, !Boolean.FALSE.equals(decision.enabled()));
        return service.with(fields, state.clock().instant());
    }
}
