package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Handset;
import io.fractal.plugins.twilio.sandbox.state.MessageStore;
import io.fractal.plugins.twilio.sandbox.state.SandboxAccount;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Content;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Progress;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Step;
import io.fractal.plugins.twilio.sandbox.state.Segments;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import io.fractal.spi.RawWebhook;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes a message of an accepted create call: its first state, and what will happen to it. */
final class MessagePlanner {

    /** Meta: free-form messages only within 24 hours after the person's last one. */
    private static final Duration WINDOW = Duration.ofHours(24);

    private static final int OUTSIDE_WINDOW = 63016;
    private static final Duration SOONEST = Duration.ofMinutes(15);
    private static final Duration LATEST = Duration.ofDays(35);

    private final SandboxAccount account;
    private final MessageStore store;
    private final Clock clock;
    private final Set<String> phoneBook =
            Handset.all().stream().map(Handset::number).collect(Collectors.toUnmodifiableSet());

    MessagePlanner(SandboxAccount account, MessageStore store, Clock clock) {
        this.account = account;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @throws ApiError when the time to send at is out of bounds
     */
    SandboxMessage plan(RawWebhook request, Behaviour behaviour) {
        Instant now = clock.instant();
        List<String> media = request.formParameters().getOrDefault("MediaUrl", List.of());
        String body = Form.raw(request, "Body").orElse("");
        String to = Form.text(request, "To").orElseThrow();
        Optional<String> service = Form.text(request, "MessagingServiceSid");
        Optional<Instant> sendAt = service.flatMap(pool -> sendAt(request, now));
        Parties parties = new Parties(
                Form.text(request, "From")
                        .or(() -> account.ownAddress(Channel.of(to)))
                        .orElse(null),
                to,
                service.orElse(null));
        String first = sendAt.isPresent() ? "scheduled" : service.isPresent() ? "accepted" : "queued";
        List<Step> steps = steps(first, sendAt.orElse(now), parties, behaviour);
        return new SandboxMessage(
                Sids.message(Channel.of(to) == Channel.SMS && !media.isEmpty()),
                false,
                parties,
                new Content(body, media, Segments.count(body)),
                new Progress(first, null, null, now, null, steps),
                Form.text(request, "StatusCallback").orElse(null),
                now);
    }

    private List<Step> steps(String first, Instant start, Parties parties, Behaviour behaviour) {
        Behaviour.Delays delays = behaviour.delaysMs();
        List<Step> steps = new ArrayList<>();
        Instant due = start;
        if (!first.equals("queued")) {
            due = due.plusMillis(delays.queued());
            steps.add(new Step("queued", due, null));
        }
        due = due.plusMillis(delays.sending());
        if (behaviour.window24h() && outsideWindow(parties)) {
            steps.add(new Step("undelivered", due, OUTSIDE_WINDOW));
            return steps;
        }
        steps.add(new Step("sending", due, null));
        due = due.plusMillis(delays.sent());
        steps.add(new Step("sent", due, null));
        due = due.plusMillis(delays.delivered());
        steps.add(new Step("delivered", due, null));
        if (behaviour.autoRead() && Channel.of(parties.to()) == Channel.WHATSAPP) {
            steps.add(new Step("read", due.plusMillis(delays.read()), null));
        }
        return steps;
    }

    /**
     * Demo data begins with conversations of the phone book's people, of which the sandbox has seen nothing: their window counts as
     * open for a day from the sandbox's first start.
     */
    private boolean outsideWindow(Parties parties) {
        if (Channel.of(parties.to()) != Channel.WHATSAPP) {
            return false;
        }
        Instant since = clock.instant().minus(WINDOW);
        boolean demo =
                phoneBook.contains(Channel.bare(parties.to())) && store.born().isAfter(since);
        return !demo
                && store.newestFirst(message -> message.inbound()
                                && message.parties().from().equals(parties.to())
                                && message.parties().to().equals(parties.from())
                                && message.created().isAfter(since))
                        .isEmpty();
    }

    private static Optional<Instant> sendAt(RawWebhook request, Instant now) {
        if (Form.text(request, "ScheduleType").filter("fixed"::equalsIgnoreCase).isEmpty()) {
            return Optional.empty();
        }
        Instant time = Form.text(request, "SendAt")
                .map(MessagePlanner::instant)
                .orElseThrow(() -> ApiError.badRequest(35111, "SendAt is required when ScheduleType is set"));
        if (time.isBefore(now.plus(SOONEST)) || time.isAfter(now.plus(LATEST))) {
            throw ApiError.badRequest(35114, "SendAt timestamp must be from 15 minutes to 35 days ahead");
        }
        return Optional.of(time);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw ApiError.badRequest(35113, "SendAt is not a valid ISO 8601 time");
        }
    }
}
