package io.fractal.plugins.twilio.sandbox.delivery;

import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Delivery;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Content;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Progress;
import io.fractal.plugins.twilio.sandbox.state.Segments;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes messages from people to the account, and posts them to the account's webhook. */
public final class InboundPoster {

    private static final long WAIT_SECONDS = 20;

    private final SandboxAccount account;
    private final MessageStore store;
    private final WebhookSender sender;
    private final Clock clock;
    private final IncomingParameters parameters;

    /** A poster for the given account. */
    public InboundPoster(SandboxAccount account, MessageStore store, WebhookSender sender, Clock clock) {
        this.account = account;
        this.store = store;
        this.sender = sender;
        this.clock = clock;
        this.parameters = new IncomingParameters(account);
    }

    /**
     * What a person writes.
     *
     * @param channel by which channel
     * @param from the person's number or id, with or without prefix
     * @param to the account's address, with or without prefix
     * @param body the text
     * @param profileName the name in the person's profile, or {@code null}
     * @param media what is attached
     * @param overrides parameters to add or to put in the place of usual ones; an empty value stays, {@code null} takes one away
     * @param times how many posts at once
     * @param signature how to sign
     */
    public record Written(
            Channel channel,
            String from,
            String to,
            String body,
            String profileName,
            List<Medium> media,
            Map<String, String> overrides,
            int times,
            Delivery.SignatureMode signature) {}

    /**
     * An attachment.
     *
     * @param url where it is
     * @param contentType its media type
     */
    public record Medium(String url, String contentType) {}

    /**
     * What became of it.
     *
     * @param sid the message's SID
     * @param statuses the HTTP status of each answer, 0 where none came
     */
    public record Posted(String sid, List<Integer> statuses) {}

    /** Keeps the message, posts it, and waits for the answers. */
    public Posted post(Written written) {
        SandboxMessage message = message(written);
        Delivery delivery = new Delivery(
                UUID.randomUUID().toString(),
                message.sid(),
                account.incomingUrl(),
                parameters.of(message, written),
                written.signature());
        store.add(message, List.of(delivery));
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int post = 0; post < written.times(); post++) {
            answers.add(sender.post(delivery));
        }
        return new Posted(
                message.sid(), answers.stream().map(InboundPoster::await).toList());
    }

    /** Whoever waits longer than this sees 0; the post itself goes on. */
    private static int await(CompletableFuture<Integer> answer) {
        return answer.copy()
                .completeOnTimeout(0, WAIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private SandboxMessage message(Written written) {
        Instant now = clock.instant();
        boolean mms = written.channel() == Channel.SMS && !written.media().isEmpty();
        return new SandboxMessage(
                Sids.message(mms),
                true,
                new Parties(
                        written.channel().address(written.from()),
                        written.channel().address(written.to()),
                        written.channel() == Channel.SMS
                                ? account.messagingServiceSid().orElse(null)
                                : null),
                new Content(
                        written.body(),
                        written.media().stream().map(Medium::url).toList(),
                        Segments.count(written.body())),
                new Progress("received", null, null, now, now, List.of()),
                null,
                now);
    }
}
