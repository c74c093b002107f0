package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Countries;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.Resources;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Senders;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import io.fractal.spi.WebhookResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The senders in the pools of messaging services. A sender is in one pool at most. */
final class PoolApi {

    /**
     * One kind of member.
     *
     * @param path the name in the path
     * @param key the name of the list
     * @param kind the kind of the membership
     * @param of the kind of what is a member
     * @param parameter the form field that names it
     */
    private record Member(String path, String key, Kind kind, Kind of, String parameter) {}

    private static final List<Member> MEMBERS = List.of(
            new Member("PhoneNumbers", "phone_numbers", Kind.POOL_NUMBER, Kind.NUMBER, "PhoneNumberSid"),
            new Member("ShortCodes", "short_codes", Kind.POOL_SHORT_CODE, Kind.SHORT_CODE, "ShortCodeSid"),
            new Member("ChannelSenders", "senders", Kind.POOL_CHANNEL_SENDER, Kind.CHANNEL_SENDER, "Sid"));

    private static final int IN_POOL_ALREADY = 21710;

    private final SandboxAccount account;
    private final Resources resources;
    private final Clock clock;

    PoolApi(SandboxState state) {
        this.account = state.account();
        this.resources = state.resources();
        this.clock = state.clock();
    }

    List<Route> routes() {
        Routes routes = new Routes("messaging", "/v1/Services/([^/.]+)", Target.SENDERS);
        for (Member member : MEMBERS) {
            routes.create("/" + member.path(), call -> add(member, call))
                    .list("/" + member.path(), call -> list(member.kind(), member.path(), member.key(), call))
                    .fetch(
                            "/" + member.path() + "/([^/.]+)",
                            call -> Answers.ok(json(find(member.kind(), call), member.path())))
                    .delete("/" + member.path() + "/([^/.]+)", call -> delete(member.kind(), call));
        }
        alpha(routes, "AlphaSenders", Kind.ALPHA_SENDER);
        alpha(routes, "DestinationAlphaSenders", Kind.DESTINATION_ALPHA_SENDER);
        return routes.all();
    }

    private void alpha(Routes routes, String path, Kind kind) {
        routes.create("/" + path, call -> addAlpha(kind, path, call))
                .list("/" + path, call -> list(kind, path, "alpha_senders", call))
                .fetch("/" + path + "/([^/.]+)", call -> Answers.ok(json(find(kind, call), path)))
                .delete("/" + path + "/([^/.]+)", call -> delete(kind, call));
    }

    private WebhookResponse add(Member member, Call call) {
        String service = service(call);
        String sid = call.required(member.parameter());
        if (resources.find(member.of(), sid).isEmpty()) {
            throw call.notFound();
        }
        if (resources.find(member.kind(), sid).isPresent()) {
            throw new ApiError(409, IN_POOL_ALREADY, "The sender is already in the pool of a Messaging Service");
        }
        Instant now = clock.instant();
        Resource added = new Resource(member.kind(), sid, service, Answers.object(), now, now);
        resources.put(added);
        return Answers.created(json(added, member.path()));
    }

    private WebhookResponse addAlpha(Kind kind, String path, Call call) {
        String service = service(call);
        String name = call.required("AlphaSender");
        if (!Senders.isAlphanumeric(name)) {
            throw ApiError.badRequest(21709, "The alphanumeric sender ID is invalid");
        }
        boolean there = kind == Kind.ALPHA_SENDER
                && resources.of(kind, service).stream()
                        .anyMatch(other -> other.text("alpha_sender").equals(name));
        if (there) {
            throw new ApiError(409, IN_POOL_ALREADY, "The sender is already in the pool of a Messaging Service");
        }
        ObjectNode fields = Answers.object().put("alpha_sender", name);
        call.text("IsoCountryCode").ifPresent(country -> fields.put("iso_country_code", country));
        Instant now = clock.instant();
        Resource added = new Resource(kind, Sids.fresh("AI"), service, fields, now, now);
        resources.put(added);
        return Answers.created(json(added, path));
    }

    private WebhookResponse list(Kind kind, String path, String key, Call call) {
        List<ObjectNode> members = Newest.first(resources.of(kind, service(call))).stream()
                .map(member -> json(member, path))
                .toList();
        return Answers.ok(Pages.meta(call, key, members));
    }

    private WebhookResponse delete(Kind kind, Call call) {
        resources.delete(kind, find(kind, call).sid());
        return Answers.gone();
    }

    private String service(Call call) {
        return resources.find(Kind.SERVICE, call.part(1)).map(Resource::sid).orElseThrow(call::notFound);
    }

    private Resource find(Kind kind, Call call) {
        String service = service(call);
        return resources
                .find(kind, call.part(2))
                .filter(member -> service.equals(member.parent()))
                .orElseThrow(call::notFound);
    }

    private ObjectNode json(Resource member, String path) {
        boolean channel = member.kind() == Kind.POOL_CHANNEL_SENDER;
        ObjectNode json = details(member)
                .put("sid", member.sid())
                .put("account_sid", account.sid())
                .put(channel ? "messaging_service_sid" : "service_sid", member.parent())
                .put("date_created", Answers.iso8601(member.created()))
                .put("date_updated", Answers.iso8601(member.updated()));
        return json.put("url", ServicesApi.ROOT + member.parent() + "/" + path + "/" + member.sid());
    }

    private ObjectNode details(Resource member) {
        ObjectNode json = Answers.object();
        switch (member.kind()) {
            case POOL_NUMBER -> {
                Resource number = resources.find(Kind.NUMBER, member.sid()).orElseThrow();
                json.put("phone_number", number.text("phone_number"))
                        .put("country_code", Countries.of(number.text("phone_number")));
                json.putArray("capabilities").add("SMS").add("MMS").add("Voice");
            }
            case POOL_SHORT_CODE -> {
                Resource code = resources.find(Kind.SHORT_CODE, member.sid()).orElseThrow();
                json.put("short_code", code.text("short_code")).put("country_code", "US");
                json.putArray("capabilities").add("SMS");
            }
            case POOL_CHANNEL_SENDER -> {
                Resource sender =
                        resources.find(Kind.CHANNEL_SENDER, member.sid()).orElseThrow();
                json.put("sender", sender.text("sender_id"))
                        .put("sender_type", ChannelSendersApi.type(sender.text("sender_id")))
                        .put("country_code", Countries.of(Channel.bare(sender.text("sender_id"))));
            }
            default -> {
                json.setAll(member.copy());
                json.putArray("capabilities").add("SMS");
            }
        }
        return json;
    }
}
