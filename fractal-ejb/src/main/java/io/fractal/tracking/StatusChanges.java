package io.fractal.tracking;

import io.fractal.consent.ConsentChange;
import io.fractal.consent.ConsentSource;
import io.fractal.consent.Consents;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.outbox.Outbox;
import io.fractal.outbox.Share;
import io.fractal.spi.ChannelType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What follows when messages show something new. Works in the caller's transaction. */
@ApplicationScoped
public class StatusChanges {

    /** Prices appear at the provider some time after delivery (Twilio, Messages resource: "price … null until billed"). */
    private static final Duration UNTIL_PRICED = Duration.ofSeconds(5);

    /** Twilio, error 21610: "Attempt to send to unsubscribed recipient". */
    private static final Set<String> OPTED_OUT = Set.of("21610");

    @Inject
    private EntityManager entities;

    @EJB
    private Consents consents;

    @EJB
    private EventLog events;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    /** Logs that people would see a difference, has the price of what has arrived asked for, and notes who objects. */
    void tell(UUID workspaceId, List<TrackedMessage> messages) {
        announce(workspaceId, messages);
        askForPrices(workspaceId, messages);
        learnOfObjections(workspaceId, messages);
    }

    /** Providers know of objections that never reached us, and some tell only in the report on a message. */
    private void learnOfObjections(UUID workspaceId, List<TrackedMessage> messages) {
        messages.stream()
                .filter(message -> OPTED_OUT.contains(
                        Objects.requireNonNullElse(message.standing().errorCode(), "")))
                .map(TrackedMessage::id)
                .map(this::objection)
                .forEach(objection -> consents.revoke(workspaceId, objection));
    }

    private ConsentChange objection(UUID messageId) {
        return Sql.on(entities)
                .first(
                        "select channel_type, to_address from message where id = ?",
                        row -> new ConsentChange(
                                ChannelType.valueOf(row.text("channel_type")),
                                row.text("to_address"),
                                ConsentSource.PROVIDER,
                                messageId,
                                null,
                                null),
                        messageId)
                .orElseThrow();
    }

    /** Logs that people would see a difference. */
    void announce(UUID workspaceId, List<TrackedMessage> messages) {
        events.appendAll(
                workspaceId, messages.stream().map(StatusChanges::event).toList());
    }

    private static NewEvent event(TrackedMessage message) {
        return new NewEvent(
                "message.status",
                message.conversationId(),
                message.id(),
                message.contactId(),
                Map.of("status", message.standing().status().name()));
    }

    private void askForPrices(UUID workspaceId, List<TrackedMessage> messages) {
        List<UUID> arrived = messages.stream()
                .filter(message -> message.hasArrived() && !message.priced())
                .map(TrackedMessage::id)
                .toList();
        if (arrived.isEmpty()) {
            return;
        }
        Set<UUID> asked = askedFor(arrived);
        Instant due = clock.instant().plus(UNTIL_PRICED);
        outbox.addAll(
                workspaceId,
                PriceHandler.KIND,
                Share.BACKGROUND,
                arrived.stream()
                        .filter(id -> !asked.contains(id))
                        .map(id -> new Outbox.NewWork(id, id, due))
                        .toList());
    }

    private Set<UUID> askedFor(List<UUID> messageIds) {
        return new HashSet<>(Sql.on(entities)
                .list(
                        "select subject_id from outbox where kind = ? and subject_id = any(cast(? as uuid[]))",
                        row -> row.uuid("subject_id"),
                        PriceHandler.KIND,
                        messageIds));
    }
}
