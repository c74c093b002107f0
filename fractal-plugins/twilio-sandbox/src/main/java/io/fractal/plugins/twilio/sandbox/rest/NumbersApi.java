package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.Resources;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.WebhookResponse;
import java.time.Clock;
import java.util.List;

/** The account's phone numbers and short codes: what there is, and where their messages go. */
final class NumbersApi {

    private static final FormFields NUMBER = new FormFields()
            .texts("FriendlyName", "SmsUrl", "SmsMethod", "SmsFallbackUrl", "SmsFallbackMethod", "SmsApplicationSid")
            .texts("StatusCallback", "StatusCallbackMethod", "VoiceUrl", "VoiceMethod", "VoiceFallbackUrl")
            .texts("VoiceFallbackMethod", "VoiceApplicationSid")
            .flags("VoiceCallerIdLookup");

    private static final FormFields SHORT_CODE = new FormFields()
            .texts("FriendlyName", "ApiVersion", "SmsUrl", "SmsMethod", "SmsFallbackUrl", "SmsFallbackMethod");

    private final SandboxAccount account;
    private final Resources resources;
    private final Clock clock;

    NumbersApi(SandboxState state) {
        this.account = state.account();
        this.resources = state.resources();
        this.clock = state.clock();
    }

    List<Route> routes() {
        String number = "/IncomingPhoneNumbers/([^/.]+)(?:\\.json)?";
        String code = "/SMS/ShortCodes/([^/.]+)(?:\\.json)?";
        return Routes.core(account.sid(), Target.SENDERS)
                .list("/IncomingPhoneNumbers(?:\\.json)?", this::numbers)
                .fetch(number, call -> Answers.ok(json(find(Kind.NUMBER, call))))
                .update("POST", number, call -> update(Kind.NUMBER, NUMBER, call))
                .list("/SMS/ShortCodes(?:\\.json)?", this::shortCodes)
                .fetch(code, call -> Answers.ok(json(find(Kind.SHORT_CODE, call))))
                .update("POST", code, call -> update(Kind.SHORT_CODE, SHORT_CODE, call))
                .all();
    }

    private WebhookResponse numbers(Call call) {
        return list(Kind.NUMBER, "incoming_phone_numbers", "PhoneNumber", call);
    }

    private WebhookResponse shortCodes(Call call) {
        return list(Kind.SHORT_CODE, "short_codes", "ShortCode", call);
    }

    /** A number matches in part, as Twilio's search does. */
    private WebhookResponse list(Kind kind, String key, String address, Call call) {
        String part = call.query(address).map(text -> text.replace("*", "")).orElse("");
        String name = call.query("FriendlyName").orElse(null);
        List<ObjectNode> found = Newest.first(resources.all(kind)).stream()
                .filter(resource -> resource.text(FormFields.snake(address)).contains(part))
                .filter(resource ->
                        name == null || resource.text("friendly_name").equals(name))
                .map(this::json)
                .toList();
        return Answers.ok(Pages.core(call, key, found));
    }

    private WebhookResponse update(Kind kind, FormFields form, Call call) {
        Resource before = find(kind, call);
        Resource after = before.with(form.apply(before.copy(), call), clock.instant());
        resources.put(after);
        return Answers.ok(json(after));
    }

    private Resource find(Kind kind, Call call) {
        return resources.find(kind, call.part(1)).orElseThrow(call::notFound);
    }

    /** An address that was never set is this Fractal's. */
    private ObjectNode json(Resource resource) {
        boolean number = resource.kind() == Kind.NUMBER;
        ObjectNode json = resource.copy();
        if (!json.has("sms_url")) {
            json.put("sms_url", account.incomingUrl());
        }
        return json.put("sid", resource.sid())
                .put("account_sid", account.sid())
                .put("api_version", "2010-04-01")
                .put("date_created", Answers.rfc2822(resource.created()))
                .put("date_updated", Answers.rfc2822(resource.updated()))
                .put(
                        "uri",
                        "/2010-04-01/Accounts/" + account.sid()
                                + (number ? "/IncomingPhoneNumbers/" : "/SMS/ShortCodes/") + resource.sid()
                                + ".json");
    }
}
