package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
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
import java.util.Locale;

/**
 * Toll-free verifications. A request is pending review, then in review, then decided, in the time that templates take: a business
 * whose name has {@code reject} in it is rejected.
 */
final class TollfreeApi {

    private static final String ROOT = "https://messaging.twilio.com/v1/Tollfree/Verifications/";
    private static final List<String> REQUIRED = List.of(
            "BusinessName",
            "BusinessWebsite",
            "NotificationEmail",
            "UseCaseCategories",
            "UseCaseSummary",
            "ProductionMessageSample",
            "OptInImageUrls",
            "OptInType",
            "MessageVolume",
            "TollfreePhoneNumberSid");
    private static final List<String> OPT_IN_TYPES =
            List.of("VERBAL", "WEB_FORM", "PAPER_FORM", "VIA_TEXT", "MOBILE_QR_CODE", "IMPORT");
    private static final int LONGEST_SAMPLE = 1000;

    private static final FormFields FORM = new FormFields()
            .texts("BusinessName", "BusinessWebsite", "NotificationEmail", "UseCaseSummary", "ProductionMessageSample")
            .texts("OptInType", "MessageVolume", "TollfreePhoneNumberSid", "CustomerProfileSid")
            .texts("BusinessStreetAddress", "BusinessStreetAddress2", "BusinessCity", "BusinessStateProvinceRegion")
            .texts("BusinessPostalCode", "BusinessCountry", "AdditionalInformation", "BusinessContactFirstName")
            .texts("BusinessContactLastName", "BusinessContactEmail", "BusinessContactPhone", "ExternalReferenceId")
            .texts("BusinessRegistrationNumber", "BusinessRegistrationAuthority", "BusinessRegistrationCountry")
            .texts("BusinessType", "BusinessRegistrationPhoneNumber", "DoingBusinessAs", "OptInConfirmationMessage")
            .texts("HelpMessageSample", "PrivacyPolicyUrl", "TermsAndConditionsUrl")
            .flags("AgeGatedContent")
            .lists("UseCaseCategories", "OptInImageUrls", "OptInKeywords");

    private final SandboxAccount account;
    private final Resources resources;
    private final BehaviourSwitch behaviour;
    private final Clock clock;

    TollfreeApi(SandboxState state) {
        this.account = state.account();
        this.resources = state.resources();
        this.behaviour = state.behaviour();
        this.clock = state.clock();
    }

    List<Route> routes() {
        String one = "/Tollfree/Verifications/([^/.]+)";
        return new Routes("messaging", "/v1", Target.SENDERS)
                .create("/Tollfree/Verifications", this::create)
                .list("/Tollfree/Verifications", this::list)
                .fetch(one, call -> Answers.ok(json(find(call))))
                .update("POST", one, this::update)
                .delete(one, this::delete)
                .all();
    }

    private WebhookResponse create(Call call) {
        REQUIRED.forEach(call::required);
        check(call);
        Instant now = clock.instant();
        ObjectNode fields = FORM.apply(Answers.object(), call).put("_submitted", now.toString());
        Resource request = new Resource(Kind.TOLLFREE_VERIFICATION, Sids.fresh("HH"), null, fields, now, now);
        resources.put(request);
        return Answers.created(json(request));
    }

    /** Editing a rejected request submits it again. */
    private WebhookResponse update(Call call) {
        Resource before = find(call);
        if (!status(before).equals("TWILIO_REJECTED")) {
            throw ApiError.badRequest(20001, "Only a rejected verification can be edited");
        }
        Instant now = clock.instant();
        ObjectNode fields = FORM.apply(before.copy(), call).put("_submitted", now.toString());
        fields.remove("status");
        Resource after = before.with(fields, now);
        resources.put(after);
        return Answers.ok(json(after));
    }

    private WebhookResponse delete(Call call) {
        resources.delete(Kind.TOLLFREE_VERIFICATION, find(call).sid());
        return Answers.gone();
    }

    private WebhookResponse list(Call call) {
        String number = call.query("TollfreePhoneNumberSid").orElse("");
        String status = call.query("Status").orElse("");
        List<ObjectNode> found = Newest.first(resources.all(Kind.TOLLFREE_VERIFICATION)).stream()
                .filter(request -> number.isEmpty()
                        || request.text("tollfree_phone_number_sid").equals(number))
                .filter(request -> status.isEmpty() || status(request).equals(status))
                .map(this::json)
                .toList();
        return Answers.ok(Pages.meta(call, "verifications", found));
    }

    private void check(Call call) {
        String number = resources
                .find(Kind.NUMBER, call.required("TollfreePhoneNumberSid"))
                .map(found -> found.text("phone_number"))
                .orElse("");
        if (Senders.type(number) != Senders.Type.TOLL_FREE) {
            throw ApiError.badRequest(20001, "TollfreePhoneNumberSid is not a toll-free number of this account");
        }
        if (!OPT_IN_TYPES.contains(call.required("OptInType"))) {
            throw ApiError.badRequest(20001, "OptInType must be one of " + OPT_IN_TYPES);
        }
        if (call.required("ProductionMessageSample").length() > LONGEST_SAMPLE) {
            throw ApiError.badRequest(20001, "ProductionMessageSample may have at most 1000 characters");
        }
    }

    private Resource find(Call call) {
        return resources.find(Kind.TOLLFREE_VERIFICATION, call.part(1)).orElseThrow(call::notFound);
    }

    private String status(Resource request) {
        if (!request.text("status").isEmpty()) {
            return request.text("status");
        }
        Instant review = Instant.parse(request.text("_submitted"))
                .plusMillis(behaviour.current().approvalMs().received());
        Instant decided = review.plusMillis(behaviour.current().approvalMs().pending());
        Instant now = clock.instant();
        if (now.isBefore(review)) {
            return "PENDING_REVIEW";
        }
        if (now.isBefore(decided)) {
            return "IN_REVIEW";
        }
        boolean bad = request.text("business_name").toLowerCase(Locale.ROOT).contains("reject");
        return bad ? "TWILIO_REJECTED" : "TWILIO_APPROVED";
    }

    private ObjectNode json(Resource request) {
        String status = status(request);
        boolean rejected = status.equals("TWILIO_REJECTED");
        ObjectNode json = request.copy();
        json.remove("_submitted");
        json.put("sid", request.sid())
                .put("account_sid", account.sid())
                .put("status", status)
                .put("date_created", Answers.iso8601(request.created()))
                .put("date_updated", Answers.iso8601(request.updated()))
                .put("rejection_reason", rejected ? "Invalid Information - Can't Validate URL" : null)
                .put("error_code", rejected ? Integer.valueOf(30444) : null)
                .put("edit_allowed", rejected ? Boolean.TRUE : null)
                .put("url", ROOT + request.sid());
        if (rejected) {
            json.putArray("rejection_reasons")
                    .addObject()
                    .put("code", 30444)
                    .put("reason", "Invalid Information - Can't Validate URL");
            json.put("edit_expiration", Answers.iso8601(request.updated().plusSeconds(7 * 86_400L)));
        }
        json.putObject("resource_links");
        return json;
    }
}
