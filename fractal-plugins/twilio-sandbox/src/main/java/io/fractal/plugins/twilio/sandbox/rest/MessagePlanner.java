package io.fractal.plugins.twilio.sandbox.rest;

import io.fractal.plugins.twilio.sandbox.state.Behaviour;
import io.fractal.plugins.twilio.sandbox.state.BehaviourSwitch;
import io.fractal.plugins.twilio.sandbox.state.Channel;
import io.fractal.plugins.twilio.sandbox.state.Rates;
import io.fractal.plugins.twilio.sandbox.state.Resource.Kind;
import io.fractal.plugins.twilio.sandbox.state.Resources;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Content;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Details;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Medium;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Parties;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Progress;
import io.fractal.plugins.twilio.sandbox.state.SandboxMessage.Step;
import io.fractal.plugins.twilio.sandbox.state.SandboxState;
import io.fractal.plugins.twilio.sandbox.state.Segments;
import io.fractal.plugins.twilio.sandbox.state.Sids;
import java.net.URLConnection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a message of an accepted create call: its first state, and what will happen to it. */
final class MessagePlanner {

    private static final Duration SOONEST = Duration.ofMinutes(15);
    private static final Duration LATEST = Duration.ofDays(35);
    private static final Pattern ZONE = Pattern.compile("(Z|[+-]\\d\\d:?\\d\\d)$");
    private static final int LONGEST_VALIDITY = 36_000;

    private final Resources resources;
    private final BehaviourSwitch behaviour;
    private final Rates rates;
    private final Clock clock;

    MessagePlanner(SandboxState state) {
        this.resources = state.resources();
        this.behaviour = state.behaviour();
        this.rates = state.rates();
        this.clock = state.clock();
    }

    /** @throws ApiError when a time is out of bounds */
    SandboxMessage plan(Call call, PartyRules.Chosen chosen, ContentRules.Text text) {
        Instant now = clock.instant();
        Parties parties = chosen.parties();
        Optional<String> service = Optional.ofNullable(parties.messagingServiceSid());
        Optional<Instant> sendAt = service.flatMap(pool -> sendAt(call, now));
        Details details = details(call, chosen, sendAt);
        String first = sendAt.isPresent() ? "scheduled" : service.isPresent() ? "accepted" : "queued";
        return new SandboxMessage(
                Sids.message(
                        chosen.channel() == Channel.SMS && !text.mediaUrls().isEmpty()),
                false,
                parties,
                new Content(text.body(), media(text.mediaUrls()), Segments.count(text.body()), text.template()),
                new Progress(first, null, null, now, null, steps(first, sendAt.orElse(now), parties)),
                call.text("StatusCallback")
                        .or(() -> service.flatMap(this::callback))
                        .orElse(null),
                now,
                details);
    }

    private Details details(Call call, PartyRules.Chosen chosen, Optional<Instant> sendAt) {
        Optional<Integer> validity = call.text("ValidityPeriod").map(MessagePlanner::validity);
        List<String> actions = call.values("PersistentAction");
        boolean plain = sendAt.isEmpty() && validity.isEmpty() && actions.isEmpty() && chosen.fallbackFrom() == null;
        return plain
                ? Details.NONE
                : new Details(
                        sendAt.orElse(null), validity.orElse(null), chosen.fallbackFrom(), actions, null, false, null);
    }

    /** Nothing is fetched: the name tells what it probably is. */
    private static List<Medium> media(List<String> urls) {
        return urls.stream()
                .map(url -> new Medium(
                        Sids.fresh("ME"),
                        Optional.ofNullable(URLConnection.guessContentTypeFromName(url.replaceFirst("[?#].*", "")))
                                .orElse("application/octet-stream"),
                        url))
                .toList();
    }

    private Optional<String> callback(String service) {
        return resources
                .find(Kind.SERVICE, service)
                .map(found -> found.text("status_callback"))
                .filter(url -> !url.isBlank());
    }

    private List<Step> steps(String first, Instant start, Parties parties) {
        Behaviour now = behaviour.current();
        Behaviour.Delays delays = now.delaysMs();
        List<Step> steps = new ArrayList<>();
        Instant due = start;
        if (!first.equals("queued")) {
            due = due.plusMillis(delays.queued());
            steps.add(new Step("queued", due, null));
        }
        rates.count(parties.from());
        if (now.enforceRates() && !first.equals("scheduled")) {
            Instant turn = rates.queue(parties.from());
            due = turn.isAfter(due) ? turn : due;
        }
        due = due.plusMillis(delays.sending());
        steps.add(new Step("sending", due, null));
        due = due.plusMillis(delays.sent());
        steps.add(new Step("sent", due, null));
        due = due.plusMillis(delays.delivered());
        steps.add(new Step("delivered", due, null));
        if (now.autoRead() && Channel.of(parties.to()).hasReadReceipts()) {
            steps.add(new Step("read", due.plusMillis(delays.read()), null));
        }
        return steps;
    }

    private static int validity(String text) {
        int seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > LONGEST_VALIDITY) {
            throw ApiError.badRequest(20001, "ValidityPeriod must be from 1 to 36000 seconds");
        }
        return seconds;
    }

    /** Without a messaging service nobody asks for this: Twilio ignores the schedule then. */
    private static Optional<Instant> sendAt(Call call, Instant now) {
        if (call.text("ScheduleType").filter("fixed"::equalsIgnoreCase).isEmpty()) {
            return Optional.empty();
        }
        Instant time = call.text("SendAt")
                .map(MessagePlanner::instant)
                .orElseThrow(() -> ApiError.badRequest(35111, "SendAt is required when ScheduleType is set"));
        if (time.isBefore(now.plus(SOONEST)) || time.isAfter(now.plus(LATEST))) {
            throw ApiError.badRequest(35114, "SendAt timestamp must be from 15 minutes to 35 days ahead");
        }
        return Optional.of(time);
    }

    private static Instant instant(String text) {
        try {
            // Twilio's SDK for Java writes no zone and means UTC.
            return ZONE.matcher(text).find()
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException unreadable) {
            throw ApiError.badRequest(35113, "SendAt is not a valid ISO 8601 time");
        }
    }
}
