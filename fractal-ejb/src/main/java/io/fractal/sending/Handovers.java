package io.fractal.sending;

import io.fractal.channels.ProviderAccounts;
import io.fractal.configuration.Settings;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageDirection;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ScheduleKeeper;
import io.fractal.conversations.SendPlan;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Sql;
import io.fractal.plugins.PluginHost;
import io.fractal.plugins.UnknownProviderAdapterException;
import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.OutboundMessage;
import io.fractal.spi.TemplateUse;
import io.fractal.tracking.StatusNews;
import io.fractal.tracking.Tracking;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Decides what comes next for a message on its way out. Works in the caller's transaction and holds the message's row in it. */
@ApplicationScoped
public class Handovers {

    private static final Set<DeliveryStatus> UNSENT =
            EnumSet.of(DeliveryStatus.QUEUED, DeliveryStatus.SCHEDULED, DeliveryStatus.UNKNOWN);

    @Inject
    private EntityManager entities;

    @Inject
    private Tracking tracking;

    @Inject
    private Attempts attempts;

    @Inject
    private Outcomes outcomes;

    @Inject
    private Obstacles obstacles;

    @Inject
    private Validities validities;

    @Inject
    private Instance<Withdrawal> withdrawals;

    @EJB
    private ProviderAccounts accounts;

    @Inject
    private PluginHost plugins;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /** The next step for a message; an attempt that it needs has been written down. */
    Handover next(UUID workspaceId, UUID messageId) {
        Optional<Message> unsent = tracking.locked(workspaceId, messageId).filter(Handovers::isUnsent);
        if (unsent.isEmpty()) {
            return new Handover.Nothing();
        }
        Message message = unsent.get();
        Optional<DeliveryAttempt> latest = attempts.latest(message);
        if (latest.filter(attempt -> attempt.getOutcome().isEmpty()).isPresent()) {
            outcomes.unknown(new Tried(workspaceId, messageId, latest.get().getId()), Optional.empty());
        }
        return adapter(workspaceId, message)
                .map(adapter -> latest.filter(Handovers::isUnknown)
                        .map(attempt -> question(message, attempt, adapter))
                        .orElseGet(() -> unlessHeldUp(message, adapter)))
                .orElseGet(() -> noProvider(message));
    }

    /** The next step for a message that the provider is certain not to have: to send it again, unless it was taken back meanwhile. */
    Handover again(UUID workspaceId, UUID messageId) {
        Optional<Message> unsent = tracking.locked(workspaceId, messageId).filter(Handovers::isUnsent);
        if (unsent.isEmpty()) {
            return new Handover.Nothing();
        }
        Message message = unsent.get();
        Optional<ProviderError> withdrawn = withdrawn(message);
        if (withdrawn.isPresent()) {
            outcomes.withdrawn(message, withdrawn.get());
            return new Handover.Refused(withdrawn.get().code());
        }
        tracking.heard(message, StatusNews.own(DeliveryStatus.QUEUED, Optional.empty(), clock.instant()));
        return adapter(workspaceId, message)
                .map(adapter -> unlessHeldUp(message, adapter))
                .orElseGet(() -> noProvider(message));
    }

    private Optional<ProviderError> withdrawn(Message message) {
        for (Withdrawal withdrawal : withdrawals) {
            Optional<ProviderError> why = withdrawal.of(message);
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    private static boolean isUnsent(Message message) {
        return message.getDirection() == MessageDirection.OUTBOUND
                && message.getProviderMessageId().isEmpty()
                && UNSENT.contains(message.getStatus());
    }

    private static boolean isUnknown(DeliveryAttempt attempt) {
        return attempt.getOutcome().equals(Optional.of(AttemptOutcome.UNKNOWN));
    }

    private Optional<ChannelAdapter> adapter(UUID workspaceId, Message message) {
        MessageRoute route = message.getRoute();
        try {
            return accounts.find(workspaceId, route.providerAccountId())
                    .flatMap(accounts::credentials)
                    .map(account -> plugins.adapter(route.provider(), account));
        } catch (UnknownProviderAdapterException notRunning) {
            return Optional.empty();
        }
    }

    private Handover unlessHeldUp(Message message, ChannelAdapter adapter) {
        return obstacles
                .before(message, adapter)
                .map(obstacle -> heldUp(message, obstacle))
                .orElseGet(() -> attempt(message, adapter));
    }

    private Handover heldUp(Message message, Obstacle obstacle) {
        if (obstacle instanceof Obstacle.Forbidden forbidden) {
            outcomes.forbidden(message, forbidden);
            return new Handover.Refused(forbidden.code());
        }
        Obstacle.NotYet notYet = (Obstacle.NotYet) obstacle;
        boolean news = !notYet.code().equals("SCHEDULED")
                && message.waitsBecause(notYet.code(), notYet.words(), clock.instant());
        if (news && notYet.isWorthTelling()) {
            tracking.announce(message);
        }
        return new Handover.Wait(notYet.code(), noLaterThanValid(message, notYet.until()));
    }

    /** What is not worth sending any more at the end of its waiting is told so when that happens, and not when the waiting ends. */
    private static Instant noLaterThanValid(Message message, Instant until) {
        return Validities.end(message).filter(until::isAfter).orElse(until);
    }

    private Handover attempt(Message message, ChannelAdapter adapter) {
        int number = attempts.latest(message).map(DeliveryAttempt::getNumber).orElse(0) + 1;
        DeliveryAttempt attempt = new DeliveryAttempt(Ids.next(), message, number, clock.instant());
        entities.persist(attempt);
        return new Handover.Send(attempt.getId(), adapter, outbound(message));
    }

    private Handover question(Message message, DeliveryAttempt attempt, ChannelAdapter adapter) {
        return new Handover.Ask(
                attempt.getId(),
                adapter,
                outbound(message),
                attempt.getStartedAt(),
                attempt.getFinishedAt().orElseGet(clock::instant),
                accountedFor(message));
    }

    /** No plugin, or no credentials for the message's provider account. */
    private Handover noProvider(Message message) {
        Instant later = clock.instant().plus(Duration.ofMinutes(1));
        return heldUp(message, new Obstacle.NotYet("PROVIDER_NOT_AVAILABLE", null, later, true));
    }

    /**
     * Messages of one conversation go out one at a time, so what is accounted for hardly changes while the provider is asked. Scheduled
     * and bulk ones may come in between: of two with the same text, each may then take the other's id, which leaves their number right.
     */
    private Set<String> accountedFor(Message message) {
        List<String> known = Sql.on(entities)
                .list(
                        "select provider_message_id from message where workspace_id = ? and provider_account_id = ?"
                                + " and conversation_id = ? and provider_message_id is not null and created_at > ?",
                        row -> row.text("provider_message_id"),
                        message.getWorkspaceId(),
                        message.getRoute().providerAccountId(),
                        message.getConversationId(),
                        message.getCreatedAt().minus(Duration.ofDays(7)));
        return new HashSet<>(known);
    }

    private OutboundMessage outbound(Message message) {
        MessageRoute route = message.getRoute();
        Optional<String> from = Optional.of(route.from()).filter(sender -> route.senderId() != null);
        Optional<String> pool = Optional.of(route.from()).filter(sender -> route.senderId() == null);
        SendPlan plan = message.getPlan();
        return new OutboundMessage(
                message.getId().toString(),
                route.channel(),
                from,
                pool,
                route.to(),
                message.getBody(),
                attempts.mediaUrls(message),
                plan.getTemplateId().map(template -> new TemplateUse(template, variables(plan))),
                plan.getScheduleBy()
                        .filter(keeper -> keeper == ScheduleKeeper.PROVIDER)
                        .flatMap(there -> plan.getScheduledAt()),
                validities.left(message),
                plan.getFallbackFrom(),
                settings.publicUrl() + "/webhooks/" + route.provider() + "/status");
    }

    private static Map<String, String> variables(SendPlan plan) {
        Map<String, String> variables = new LinkedHashMap<>();
        plan.getTemplateVariables()
                .map(Json::read)
                .ifPresent(values -> values.forEach((name, value) -> variables.put(name, String.valueOf(value))));
        return variables;
    }
}
