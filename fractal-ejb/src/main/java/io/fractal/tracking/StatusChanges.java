package io.fractal.tracking;

import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What follows when messages show something new. Works in the caller's transaction. */
@ApplicationScoped
public class StatusChanges {

    /** Prices appear at the provider some time after delivery (Twilio, Messages resource: "price … null until billed"). */
    private static final Duration UNTIL_PRICED = Duration.ofSeconds(5);

    @Inject
    private EntityManager entities;

    @Inject
    private EventLog events;

    @Inject
    private Outbox outbox;

    @Inject
    private Clock clock;

    /** Logs that people would see a difference, and has the price of what has arrived asked for. */
    void tell(UUID workspaceId, List<TrackedMessage> messages) {
        announce(workspaceId, messages);
        askForPrices(workspaceId, messages);
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
