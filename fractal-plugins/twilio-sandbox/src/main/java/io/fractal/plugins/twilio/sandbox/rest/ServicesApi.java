package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.delivery.Keywords;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
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
import java.util.Map;

/** Messaging services. */
final class ServicesApi {

    static final String ROOT = "https://messaging.twilio.com/v1/Services/";

    private static final FormFields FORM = new FormFields()
            .texts("FriendlyName", "InboundRequestUrl", "InboundMethod", "FallbackUrl", "FallbackMethod")
            .texts("StatusCallback", "ScanMessageContent", "Usecase")
            .flags("StickySender", "MmsConverter", "SmartEncoding", "FallbackToLongCode", "AreaCodeGeomatch")
            .flags("SynchronousValidation", "UseInboundWebhookOnNumber")
            .numbers("ValidityPeriod");

    private static final Map<String, String> LINKS = Map.of(
            "phone_numbers", "PhoneNumbers",
            "short_codes", "ShortCodes",
            "alpha_senders", "AlphaSenders",
            "destination_alpha_senders", "DestinationAlphaSenders",
            "channel_senders", "ChannelSenders",
            "messages", "Messages",
            "us_app_to_person", "Compliance/Usa2p",
            "us_app_to_person_usecases", "Compliance/Usa2p/Usecases");

    private static final List<Kind> MEMBERS = List.of(
            Kind.POOL_NUMBER,
            Kind.POOL_SHORT_CODE,
            Kind.POOL_CHANNEL_SENDER,
            Kind.ALPHA_SENDER,
            Kind.DESTINATION_ALPHA_SENDER);

    private static final int LONGEST_NAME = 64;

    private final SandboxAccount account;
    private final Resources resources;
    private final Clock clock;

    ServicesApi(SandboxState state) {
        this.account = state.account();
        this.resources = state.resources();
        this.clock = state.clock();
    }

    List<Route> routes() {
        String one = "/Services/([^/.]+)";
        return new Routes("messaging", "/v1", Target.SENDERS)
                .create("/Services", this::create)
                .list("/Services", this::list)
                .fetch(one, call -> Answers.ok(json(find(call))))
                .update("POST", one, this::update)
                .delete(one, this::delete)
                .all();
    }

    /** A service without an inbound address drops what people write, as Twilio's do. */
    private WebhookResponse create(Call call) {
        checkName(call.required("FriendlyName"));
        ObjectNode fields = FORM.apply(Seeds.service("", null), call);
        Instant now = clock.instant();
        Resource service = new Resource(Kind.SERVICE, Sids.fresh("MG"), null, fields, now, now);
        resources.put(service);
        return Answers.created(json(service));
    }

    private WebhookResponse update(Call call) {
        call.text("FriendlyName").ifPresent(ServicesApi::checkName);
        Resource before = find(call);
        Resource after = before.with(FORM.apply(before.copy(), call), clock.instant());
        resources.put(after);
        return Answers.ok(json(after));
    }

    private WebhookResponse delete(Call call) {
        String sid = find(call).sid();
        MEMBERS.forEach(kind -> resources.of(kind, sid).forEach(member -> resources.delete(kind, member.sid())));
        resources.delete(Kind.SERVICE, sid);
        return Answers.gone();
    }

    private WebhookResponse list(Call call) {
        return Answers.ok(Pages.meta(
                call,
                "services",
                Newest.first(resources.all(Kind.SERVICE)).stream()
                        .map(this::json)
                        .toList()));
    }

    private Resource find(Call call) {
        return resources.find(Kind.SERVICE, call.part(1)).orElseThrow(call::notFound);
    }

    private ObjectNode json(Resource service) {
        ObjectNode json = service.copy();
        json.remove(Keywords.ADVANCED_OPT_OUT);
        if (!json.has("inbound_request_url")) {
            json.put("inbound_request_url", account.incomingUrl());
        }
        json.put("sid", service.sid())
                .put("account_sid", account.sid())
                .put("date_created", Answers.iso8601(service.created()))
                .put("date_updated", Answers.iso8601(service.updated()))
                .put("url", ROOT + service.sid());
        ObjectNode links = json.putObject("links");
        LINKS.forEach((name, path) -> links.put(name, ROOT + service.sid() + "/" + path));
        return json;
    }

    private static void checkName(String name) {
        if (name.length() > LONGEST_NAME) {
            throw ApiError.badRequest(20001, "FriendlyName may have at most 64 characters");
        }
    }
}
