package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.Resources;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import io.fractal.spi.WebhookResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The Content API: templates, and their approval by WhatsApp. Speaks JSON. */
final class ContentApi {

    private static final String ONE = "/Content/([^/.]+)";
    private static final String ROOT = "https://content.twilio.com/v1/Content/";
    private static final Set<String> CATEGORIES = Set.of("MARKETING", "UTILITY", "AUTHENTICATION");
    private static final Set<String> REQUESTABLE = Set.of(Approvals.UNSUBMITTED, Approvals.REJECTED);
    private static final String LIST_PICKER = "twilio/list-picker";

    private final SandboxAccount account;
    private final Resources resources;
    private final Approvals approvals;
    private final Clock clock;

    ContentApi(SandboxState state, Approvals approvals) {
        this.account = state.account();
        this.resources = state.resources();
        this.approvals = approvals;
        this.clock = state.clock();
    }

    List<Route> routes() {
        return new Routes("content", "/v1", Target.CONTENT)
                .create("/Content", this::create)
                .list("/Content", call -> list(call, this::json))
                .list("/ContentAndApprovals", call -> list(call, this::withApproval))
                .fetch(ONE, call -> Answers.ok(json(find(call))))
                .update("PUT", ONE, this::update)
                .delete(ONE, this::delete)
                .create(ONE + "/ApprovalRequests/whatsapp", this::request)
                .fetch(ONE + "/ApprovalRequests", call -> Answers.ok(approval(find(call))))
                .all();
    }

    private WebhookResponse create(Call call) {
        ObjectNode fields = ContentForm.of(call.json());
        Instant now = clock.instant();
        Resource content = new Resource(Kind.CONTENT, Sids.fresh("HX"), null, fields, now, now);
        resources.put(content);
        return Answers.created(json(content));
    }

    /** What WhatsApp has been asked about stays as it is. */
    private WebhookResponse update(Call call) {
        Resource content = find(call);
        if (content.fields().has(Approvals.FIELD)) {
            throw ApiError.badRequest(20001, "A template that was submitted for approval cannot be changed");
        }
        ObjectNode merged = content.copy();
        merged.setAll(call.json());
        Resource changed = content.with(ContentForm.of(merged), clock.instant());
        resources.put(changed);
        return Answers.ok(json(changed));
    }

    private WebhookResponse delete(Call call) {
        resources.delete(Kind.CONTENT, find(call).sid());
        return Answers.gone();
    }

    private WebhookResponse request(Call call) {
        Resource content = find(call);
        ObjectNode asked = call.json();
        String name = asked.path("name").asText("");
        String category = asked.path("category").asText("");
        checkRequest(content, name, category);
        ObjectNode fields = content.copy();
        fields.putObject(Approvals.FIELD)
                .put("name", name)
                .put("category", category)
                .put(
                        "allow_category_change",
                        asked.path("allow_category_change").asBoolean(true))
                .put("submitted", clock.instant().toString());
        Resource submitted = content.with(fields, clock.instant());
        resources.put(submitted);
        return Answers.created(approvals.json(submitted));
    }

    private void checkRequest(Resource content, String name, String category) {
        if (!name.matches("[a-z0-9_]{1,512}")) {
            throw ApiError.badRequest(20001, "name may only have lower-case letters, digits and underscores");
        }
        if (!CATEGORIES.contains(category)) {
            throw ApiError.badRequest(20001, "category must be MARKETING, UTILITY or AUTHENTICATION");
        }
        if (Approvals.type(content).equals(LIST_PICKER)) {
            throw ApiError.badRequest(20001, "A list picker is for open sessions only and cannot be approved");
        }
        if (!REQUESTABLE.contains(approvals.status(content))) {
            throw ApiError.badRequest(20001, "The template has been submitted already");
        }
        boolean used = resources.all(Kind.CONTENT).stream()
                .anyMatch(other -> other.fields()
                        .path(Approvals.FIELD)
                        .path("name")
                        .asText("")
                        .equals(name));
        if (used) {
            throw ApiError.badRequest(
                    20001, "A template of this name exists, or has been rejected: choose another name");
        }
    }

    private WebhookResponse list(Call call, Function<Resource, ObjectNode> form) {
        List<ObjectNode> contents =
                Newest.first(resources.all(Kind.CONTENT)).stream().map(form).toList();
        return Answers.ok(Pages.meta(call, "contents", contents));
    }

    private Resource find(Call call) {
        return resources.find(Kind.CONTENT, call.part(1)).orElseThrow(call::notFound);
    }

    private ObjectNode json(Resource content) {
        ObjectNode json = common(content).put("url", ROOT + content.sid());
        json.putObject("links")
                .put("approval_create", ROOT + content.sid() + "/ApprovalRequests/whatsapp")
                .put("approval_fetch", ROOT + content.sid() + "/ApprovalRequests");
        return json;
    }

    private ObjectNode withApproval(Resource content) {
        ObjectNode json = common(content);
        json.set("approval_requests", approvals.json(content));
        return json;
    }

    private ObjectNode approval(Resource content) {
        ObjectNode json = Answers.object().put("sid", content.sid()).put("account_sid", account.sid());
        ObjectNode whatsapp = json.putObject("whatsapp");
        whatsapp.put("type", "whatsapp").setAll(approvals.json(content));
        return json.put("url", ROOT + content.sid() + "/ApprovalRequests");
    }

    private ObjectNode common(Resource content) {
        ObjectNode json = content.copy();
        json.remove(Approvals.FIELD);
        return json.put("sid", content.sid())
                .put("account_sid", account.sid())
                .put("date_created", Answers.iso8601(content.created()))
                .put("date_updated", Answers.iso8601(content.updated()));
    }
}
