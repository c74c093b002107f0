package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.delivery.Lifecycle;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.spi.WebhookResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Messages resource of the core API. */
final class MessagesApi {

    private static final Set<String> UNFINISHED = Set.of("scheduled", "accepted", "queued", "sending");
    private static final Set<String> OUTCOMES = Set.of("confirmed", "unconfirmed");
    private static final String ONE = "/Messages/([^/.]+?)(?:\\.json)?";

    private final SandboxAccount account;
    private final MessageStore store;
    private final BehaviourSwitch behaviour;
    private final Lifecycle lifecycle;
    private final MessageCreation creation;
    private final MessageJson json;
    private final MessageList list;

    MessagesApi(SandboxState state, Lifecycle lifecycle, MessageCreation creation) {
        this.account = state.account();
        this.store = state.messages();
        this.behaviour = state.behaviour();
        this.lifecycle = lifecycle;
        this.creation = creation;
        this.json = new MessageJson(account);
        this.list = new MessageList(store, json);
    }

    List<Route> routes() {
        return Routes.core(account.sid(), Target.MESSAGES)
                .create("/Messages(?:\\.json)?", this::create)
                .list("/Messages(?:\\.json)?", call -> Answers.ok(list.page(call)))
                .fetch(ONE, call -> Answers.ok(json.of(find(call))))
                .update("POST", ONE, this::update)
                .delete(ONE, this::delete)
                .update("POST", "/Messages/([^/.]+)/Feedback(?:\\.json)?", this::feedback)
                .all();
    }

    private WebhookResponse create(Call call) {
        SandboxMessage message = creation.create(call);
        lifecycle.begin(message);
        if (behaviour.current().callbackBeforeCreateResponse()) {
            lifecycle.stepBeforeAnswer(message.sid());
        }
        return Answers.created(json.of(message));
    }

    /** Cancels with {@code Status=canceled}, or takes the text away with an empty {@code Body}. */
    private WebhookResponse update(Call call) {
        SandboxMessage message = find(call);
        Optional<String> status = call.text("Status");
        Optional<String> body = call.raw("Body");
        if (body.filter(text -> !text.isEmpty()).isPresent() || body.isPresent() == status.isPresent()) {
            throw ApiError.badRequest(30400, "Invalid update: either an empty Body or Status=canceled");
        }
        if (status.isEmpty()) {
            return Answers.ok(json.of(lifecycle.redact(message.sid()).orElse(message)));
        }
        if (!status.get().equals("canceled")) {
            throw ApiError.badRequest(30400, "Status can only become canceled");
        }
        return Answers.ok(json.of(lifecycle
                .cancel(message.sid())
                .orElseThrow(() -> new ApiError(409, 30409, "Message is already finalized and cannot be canceled"))));
    }

    private WebhookResponse delete(Call call) {
        SandboxMessage message = find(call);
        if (UNFINISHED.contains(message.progress().status())) {
            throw new ApiError(409, 20009, "Cannot delete message because delivery has not been completed.");
        }
        store.delete(message.sid());
        return Answers.gone();
    }

    private WebhookResponse feedback(Call call) {
        SandboxMessage message = find(call);
        String outcome = call.text("Outcome").orElse("confirmed");
        if (!OUTCOMES.contains(outcome)) {
            throw ApiError.badRequest(20001, "Outcome must be confirmed or unconfirmed");
        }
        SandboxMessage noted = lifecycle.feedback(message.sid(), outcome).orElseThrow(call::notFound);
        return Answers.ok(json.feedback(noted));
    }

    private SandboxMessage find(Call call) {
        return store.find(call.part(1)).orElseThrow(call::notFound);
    }
}
