package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.Resources;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Seeds;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import io.fractal.spi.WebhookResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The Senders API: WhatsApp, RCS and Messenger senders. Speaks JSON, and answers changes with 202. */
final class ChannelSendersApi {

    private static final String ROOT = "https://messaging.twilio.com/v2/Channels/Senders/";
    private static final List<String> CHANGEABLE = List.of("configuration", "webhook", "profile");

    private final SandboxAccount account;
    private final Resources resources;
    private final Clock clock;

    ChannelSendersApi(SandboxState state) {
        this.account = state.account();
        this.resources = state.resources();
        this.clock = state.clock();
    }

    List<Route> routes() {
        String one = "/Channels/Senders/([^/.]+)";
        return new Routes("messaging", "/v2", Target.SENDERS)
                .create("/Channels/Senders", this::create)
                .list("/Channels/Senders", this::list)
                .fetch(one, call -> Answers.ok(json(find(call))))
                .update("POST", one, this::update)
                .delete(one, this::delete)
                .all();
    }

    /** The word that messaging services use for a sender of this kind. */
    static String type(String senderId) {
        return switch (Channel.of(senderId)) {
            case WHATSAPP -> "WhatsApp";
            case MESSENGER -> "Messenger";
            case RCS -> "RCS";
            case SMS -> "SMS";
        };
    }

    /** A new sender is online as soon as it is looked at again: the sandbox plays no verification. */
    private WebhookResponse create(Call call) {
        ObjectNode given = call.json();
        String id = given.path("sender_id").asText("");
        if (Channel.of(id) == Channel.SMS || Channel.bare(id).isBlank()) {
            throw ApiError.badRequest(20001, "sender_id must begin with whatsapp:, rcs: or messenger:");
        }
        boolean there = resources.all(Kind.CHANNEL_SENDER).stream()
                .anyMatch(other -> other.text("sender_id").equals(id));
        if (there) {
            throw new ApiError(409, 63100, "A sender with this id exists");
        }
        ObjectNode fields = Seeds.channelSender(id);
        merge(fields, given);
        Instant now = clock.instant();
        Resource sender = new Resource(Kind.CHANNEL_SENDER, Sids.fresh("XE"), null, fields, now, now);
        resources.put(sender);
        return Answers.json(202, json(sender).put("status", "CREATING"));
    }

    private WebhookResponse update(Call call) {
        Resource before = find(call);
        ObjectNode fields = before.copy();
        merge(fields, call.json());
        Resource after = before.with(fields, clock.instant());
        resources.put(after);
        return Answers.json(202, json(after).put("status", "ONLINE:UPDATING"));
    }

    private WebhookResponse delete(Call call) {
        String sid = find(call).sid();
        resources.delete(Kind.POOL_CHANNEL_SENDER, sid);
        resources.delete(Kind.CHANNEL_SENDER, sid);
        return Answers.gone();
    }

    private WebhookResponse list(Call call) {
        String channel = call.query("Channel").orElse("");
        List<ObjectNode> senders = Newest.first(resources.all(Kind.CHANNEL_SENDER)).stream()
                .filter(sender -> channel.isEmpty()
                        || Channel.of(sender.text("sender_id")).scheme().equals(channel))
                .map(this::json)
                .toList();
        return Answers.ok(Pages.meta(call, "senders", senders));
    }

    private Resource find(Call call) {
        return resources.find(Kind.CHANNEL_SENDER, call.part(1)).orElseThrow(call::notFound);
    }

    /** An address that was never set is this Fractal's. */
    private ObjectNode json(Resource sender) {
        ObjectNode json = sender.copy();
        ObjectNode webhook = (ObjectNode) json.get("webhook");
        if (!webhook.has("callback_url")) {
            webhook.put("callback_url", account.incomingUrl()).put("callback_method", "POST");
        }
        return json.put("sid", sender.sid()).put("url", ROOT + sender.sid());
    }

    private static void merge(ObjectNode fields, ObjectNode given) {
        for (String name : CHANGEABLE) {
            if (given.path(name) instanceof ObjectNode change) {
                JsonNode present = fields.path(name);
                ObjectNode merged = present instanceof ObjectNode object ? object : Answers.object();
                merged.setAll(change);
                fields.set(name, merged);
            }
        }
    }
}
