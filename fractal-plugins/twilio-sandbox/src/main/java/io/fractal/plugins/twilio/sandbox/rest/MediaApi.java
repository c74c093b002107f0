package io.fractal.plugins.twilio.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Operation;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.MediaFiles;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Medium;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.RawWebhook;
import io.fractal.spi.WebhookResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Media: what there is with a message, and their bytes. The API's address of a medium leads to another one on a CDN, which asks for no
 * credentials and should not be sent any.
 */
final class MediaApi {

    private final SandboxAccount account;
    private final MessageStore store;
    private final MediaFiles files;
    private final BehaviourSwitch behaviour;
    private final Lifecycle lifecycle;
    private final Pattern bytes;

    MediaApi(SandboxState state, Lifecycle lifecycle) {
        this.account = state.account();
        this.store = state.messages();
        this.files = state.media();
        this.behaviour = state.behaviour();
        this.lifecycle = lifecycle;
        this.bytes = Pattern.compile(
                "/2010-04-01/Accounts/" + Pattern.quote(account.sid()) + "/Messages/([^/.]+)/Media/(ME[0-9a-f]+)");
    }

    List<Route> routes() {
        return Routes.core(account.sid(), Target.MEDIA)
                .list("/Messages/([^/.]+)/Media(?:\\.json)?", this::list)
                .fetch("/Messages/([^/.]+)/Media/([^/.]+)\\.json", this::fetch)
                .delete("/Messages/([^/.]+)/Media/([^/.]+?)(?:\\.json)?", this::delete)
                .all();
    }

    /** Answers calls for the bytes themselves, which need credentials only if the account enforces it. */
    Optional<WebhookResponse> open(RawWebhook request, String path, Credentials credentials) {
        Matcher match = bytes.matcher(path);
        boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reading || !match.matches()) {
            return Optional.empty();
        }
        Medium medium = find(match.group(1), match.group(2), path);
        if (behaviour.current().mediaAuth() && !credentials.admit(request)) {
            files.refused(medium.sid());
            throw Faults.usual(401, 20003);
        }
        Route route = new Route("GET", "api", bytes, Operation.FETCH, Target.MEDIA, call -> redirect(medium));
        return Optional.of(new Faults(behaviour).around(route, () -> redirect(medium)));
    }

    private WebhookResponse redirect(Medium medium) {
        files.redirected(medium.sid());
        String target =
                medium.url() != null ? medium.url() : account.cdnUrl() + "/" + account.sid() + "/" + medium.sid();
        return new WebhookResponse(307, "", Map.of("Location", target), new byte[0]);
    }

    private WebhookResponse list(Call call) {
        SandboxMessage message = store.find(call.part(1)).orElseThrow(call::notFound);
        return Answers.ok(Pages.core(
                call,
                "media_list",
                message.content().media().stream()
                        .map(medium -> json(message, medium))
                        .toList()));
    }

    private WebhookResponse fetch(Call call) {
        SandboxMessage message = store.find(call.part(1)).orElseThrow(call::notFound);
        return Answers.ok(json(message, find(call.part(1), call.part(2), call.path())));
    }

    private WebhookResponse delete(Call call) {
        Medium medium = find(call.part(1), call.part(2), call.path());
        lifecycle.dropMedia(call.part(1), medium.sid());
        files.delete(medium.sid());
        return Answers.gone();
    }

    private Medium find(String messageSid, String mediaSid, String path) {
        return store.find(messageSid).stream()
                .flatMap(message -> message.content().media().stream())
                .filter(medium -> medium.sid().equals(mediaSid))
                .findFirst()
                .orElseThrow(() -> ApiError.notFound(path));
    }

    private ObjectNode json(SandboxMessage message, Medium medium) {
        String created = Answers.rfc2822(message.created());
        return Answers.object()
                .put("sid", medium.sid())
                .put("account_sid", account.sid())
                .put("parent_sid", message.sid())
                .put("content_type", medium.contentType())
                .put("date_created", created)
                .put("date_updated", created)
                .put(
                        "uri",
                        "/2010-04-01/Accounts/" + account.sid() + "/Messages/" + message.sid() + "/Media/"
                                + medium.sid() + ".json");
    }
}
