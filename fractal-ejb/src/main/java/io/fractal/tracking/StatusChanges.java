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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What follows when messages show something new. Works in the caller's transaction. */
@ApplicationScoped
public class StatusChanges {

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
    private PricePace pace;

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
                .collect(Collectors.toCollection(ArrayList::new));
        if (arrived.isEmpty()) {
            return;
        }
        arrived.removeAll(askedFor(arrived));
        List<Instant> times = pace.next(arrived.size());
        outbox.addAll(
                workspaceId,
                PriceHandler.KIND,
                Share.BACKGROUND,
                IntStream.range(0, arrived.size())
                        .mapToObj(i -> new Outbox.NewWork(arrived.get(i), arrived.get(i), times.get(i)))
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
