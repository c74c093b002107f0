package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.delivery.Written.Attachment;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Delivery;
import io.fractal.plugins.twilio.sandbox.state.MediaFiles;
import io.fractal.plugins.twilio.sandbox.state.Resource;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Content;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Details;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Medium;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Progress;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Segments;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes messages from people to the account, and posts them to the webhook that is configured for the address they wrote to. */
public final class InboundPoster {

    private static final long WAIT_SECONDS = 20;

    private final SandboxState state;
    private final WebhookSender sender;
    private final Keywords keywords;
    private final IncomingParameters parameters;

    /** A poster of what people write to the account. */
    public InboundPoster(SandboxState state, WebhookSender sender) {
        this.state = state;
        this.sender = sender;
        this.keywords = new Keywords(state);
        this.parameters = new IncomingParameters(state.account());
    }

    /**
     * What became of it.
     *
     * @param sid the message's SID
     * @param statuses the HTTP status of each answer, 0 where none came; empty when no webhook is configured
     */
    public record Posted(String sid, List<Integer> statuses) {}

    /** Keeps the message, lets Twilio answer keywords, posts it, and waits for the answers. */
    public Posted post(Written written) {
        SandboxMessage message = message(written);
        Map<String, String> form = new LinkedHashMap<>(parameters.of(message, written));
        keywords.optOutType(message).ifPresent(type -> form.put("OptOutType", type));
        written.posting().overrides().forEach((name, value) -> override(form, name, value));
        Optional<Delivery> delivery = state.senders()
                .incomingUrl(message.parties().to())
                .map(url -> new Delivery(
                        UUID.randomUUID().toString(),
                        message.sid(),
                        url,
                        form,
                        written.posting().signature()));
        state.messages().add(message, delivery.stream().toList());
        state.windows().wrote(message.parties().from());
        keywords.answer(message);
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int post = 0; delivery.isPresent() && post < written.posting().times(); post++) {
            answers.add(sender.post(delivery.get()));
        }
        return new Posted(
                message.sid(), answers.stream().map(InboundPoster::await).toList());
    }

    private static void override(Map<String, String> form, String name, String value) {
        if (value == null) {
            form.remove(name);
        } else {
            form.put(name, value);
        }
    }

    /** Whoever waits longer than this sees 0; the post itself goes on. */
    private static int await(CompletableFuture<Integer> answer) {
        return answer.copy()
                .completeOnTimeout(0, WAIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private SandboxMessage message(Written written) {
        Instant now = state.clock().instant();
        boolean mms = written.channel() == Channel.SMS && !written.attachments().isEmpty();
        return new SandboxMessage(
                Sids.message(mms),
                true,
                new Parties(written.sender(), written.recipient(), service(written)),
                new Content(
                        written.body(),
                        written.attachments().stream().map(this::kept).toList(),
                        Segments.count(written.body()),
                        null),
                new Progress("received", null, null, now, now, List.of()),
                null,
                now,
                new Details(null, null, null, null, null, false, written.extras()));
    }

    private String service(Written written) {
        return state.senders().serviceOf(written.recipient()).map(Resource::sid).orElse(null);
    }

    private Medium kept(Attachment attachment) {
        String sid = Sids.fresh("ME");
        if (attachment.bytes() != null) {
            state.media().put(sid, new MediaFiles.Content(attachment.contentType(), attachment.bytes()));
        }
        return new Medium(sid, attachment.contentType(), attachment.url());
    }
}
