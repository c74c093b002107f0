package io.fractal.sending;

import io.fractal.channels.Addresses;
import io.fractal.consent.ConsentState;
import io.fractal.consent.Consents;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ReplyWindows;
import io.fractal.conversations.ScheduleKeeper;
import io.fractal.conversations.SendPlan;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.DeliveryStatus;
import io.fractal.tracking.StatusNews;
import io.fractal.tracking.Tracking;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks, at the moment of sending, at everything that may have changed since a message was accepted. Works in the caller's transaction,
 * which holds the message's row.
 */
@ApplicationScoped
public class Obstacles {

    /** Shorter waiting is over before anybody has read of it. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

    @EJB
    private Consents consents;

    @Inject
    private ReplyWindows windows;

    @Inject
    private ChosenTemplates chosenTemplates;

    @Inject
    private Quiet quiet;

    @Inject
    private Validities validities;

    @Inject
    private SenderRates rates;

    @Inject
    private Schedules schedules;

    @Inject
    private Tracking tracking;

    @Inject
    private Clock clock;

    /** The first thing that is in a message's way; empty when it may be handed over now. */
    Optional<Obstacle> before(Message message, ChannelAdapter adapter) {
        return untilItsTime(message, adapter)
                .or(() -> validities.obstacle(message))
                .or(() -> objection(message))
                .or(() -> closedWindow(message))
                .or(() -> chosenTemplates.obstacle(message))
                .or(() -> quietHours(message))
                .or(() -> pace(message));
    }

    private Optional<Obstacle> objection(Message message) {
        MessageRoute route = message.getRoute();
        boolean objected = !message.getPlan().isAnsweringKeyword()
                && consents.state(message.getWorkspaceId(), route.channel(), route.to()) == ConsentState.REVOKED;
        return objected
                ? Optional.of(new Obstacle.Forbidden("OPTED_OUT", "The recipient does not want to be written to"))
                : Optional.empty();
    }

    /** What is kept at the provider goes out later anyway; its time was chosen by whoever scheduled it. */
    private Optional<Obstacle> quietHours(Message message) {
        if (message.getPlan().isAnsweringKeyword()
                || message.getPlan().getScheduleBy().equals(Optional.of(ScheduleKeeper.PROVIDER))) {
            return Optional.empty();
        }
        return quiet.endFor(
                        message.getWorkspaceId(),
                        message.getRoute().to(),
                        message.getPlan().isPromotional(),
                        clock.instant())
                .map(end -> new Obstacle.NotYet(
                        "QUIET_HOURS", "It waits until the recipient's quiet hours are over", end, true));
    }

    private Optional<Obstacle> pace(Message message) {
        return rates.take(message)
                .map(place -> new Obstacle.NotYet(
                        SenderRates.CODE,
                        "It waits for its turn, as the sender may only send so many messages a second",
                        place,
                        Duration.between(clock.instant(), place).compareTo(WORTH_TELLING) > 0));
    }

    /** A message that was scheduled is queued from its time on, whatever else it waits for then. */
    private Optional<Obstacle> untilItsTime(Message message, ChannelAdapter adapter) {
        SendPlan plan = message.getPlan();
        if (plan.getScheduleBy().isEmpty() || isKeptThere(message, adapter)) {
            return Optional.empty();
        }
        Instant time = plan.getScheduledAt().orElseThrow();
        if (time.isAfter(clock.instant())) {
            return Optional.of(new Obstacle.NotYet("SCHEDULED", null, time, false));
        }
        if (message.getStatus() == DeliveryStatus.SCHEDULED) {
            tracking.heard(message, StatusNews.own(DeliveryStatus.QUEUED, Optional.empty(), clock.instant()));
        }
        return Optional.empty();
    }

    /** A provider takes a schedule only some time ahead; a message that comes too late for that is kept here. */
    private boolean isKeptThere(Message message, ChannelAdapter adapter) {
        SendPlan plan = message.getPlan();
        if (!plan.getScheduleBy().equals(Optional.of(ScheduleKeeper.PROVIDER))) {
            return false;
        }
        if (schedules.isStillPossible(adapter, plan.getScheduledAt().orElseThrow())) {
            return true;
        }
        message.keepHereUntilItsTime(clock.instant());
        return false;
    }

    private Optional<Obstacle> closedWindow(Message message) {
        MessageRoute route = message.getRoute();
        boolean open = message.getPlan().getTemplateId().isPresent()
                || windows.isOpen(
                        message.getConversationId(), Addresses.keptUnder(route.channel()), route.to(), clock.instant());
        return open
                ? Optional.empty()
                : Optional.of(new Obstacle.Forbidden(
                        "WHATSAPP_WINDOW_CLOSED",
                        "The contact had not written on WhatsApp within 24 hours when the message was to go out"));
    }
}
