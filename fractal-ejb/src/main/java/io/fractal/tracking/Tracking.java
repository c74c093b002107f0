package io.fractal.tracking;

import io.fractal.channels.AccountRef;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import io.fractal.outbox.Outbox;
import io.fractal.spi.DeliveryStatus;
import io.fractal.spi.StatusReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Follows messages on their way: appends what is heard, derives what is shown, and tells the event log when people would see a
 * difference. Works in the caller's transaction.
 */
@ApplicationScoped
public class Tracking {

    /** Prices appear at the provider some time after delivery (Twilio, Messages resource: "price … null until billed"). */
    private static final Duration UNTIL_PRICED = Duration.ofSeconds(5);

    @Inject
    private EntityManager entities;

    @Inject
    private StatusHistory history;

    @Inject
    private ParkedReports parked;

    @Inject
    private EventLog events;

    @Inject
    private Outbox outbox;

    @Inject
    private Clock clock;

    /** Takes in a provider's report; parks it when its message is not known yet. */
    public void report(AccountRef account, StatusReport report) {
        parked.lock(account.id(), report.providerMessageId());
        Optional<Message> message =
                byProviderId(account.id(), report.providerMessageId()).flatMap(this::locked);
        if (message.isPresent()) {
            heard(message.get(), StatusNews.of(report, clock.instant()));
        } else {
            parked.park(account, report);
        }
    }

    /** A message, held for this transaction so that nobody else adds to its history meanwhile. */
    public Optional<Message> locked(UUID messageId) {
        return Optional.ofNullable(entities.find(Message.class, messageId, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The account a message goes through, without holding the message. */
    public UUID providerAccountOf(UUID messageId) {
        return Sql.on(entities)
                .first(
                        "select provider_account_id from message where id = ?",
                        row -> row.uuid("provider_account_id"),
                        messageId)
                .orElseThrow(() -> new MessageNotFoundException(messageId));
    }

    /** Appends to the history of a message that is held, and shows what follows. */
    public void heard(Message message, StatusNews news) {
        if (history.append(message, news)) {
            derive(message);
        }
    }

    /**
     * The provider has taken a message that is held, under an id that nobody knew before; what was parked for that id is joined.
     *
     * @param news what the provider said when it took it
     */
    public void taken(Message message, String providerMessageId, StatusNews news) {
        UUID account = message.getRoute().providerAccountId();
        message.takenAs(providerMessageId, clock.instant());
        history.append(message, news);
        parked.take(account, providerMessageId).forEach(report -> history.append(message, report));
        derive(message);
    }

    /** Logs that people would see a difference. */
    public void announce(Message message) {
        events.append(
                message.getWorkspaceId(),
                new NewEvent(
                        "message.status",
                        message.getConversationId(),
                        message.getId(),
                        message.getContactId(),
                        Map.of("status", message.getStatus().name())));
    }

    private void derive(Message message) {
        if (message.stands(StatusReducer.of(history.of(message.getId())), clock.instant())) {
            announce(message);
            askForPrice(message);
        }
    }

    private void askForPrice(Message message) {
        boolean arrived = message.getStatus() == DeliveryStatus.DELIVERED || message.getStatus() == DeliveryStatus.READ;
        if (arrived && message.getPrice().isEmpty() && !isPriceAskedFor(message)) {
            outbox.add(
                    message.getWorkspaceId(),
                    PriceHandler.KIND,
                    message.getId(),
                    message.getId(),
                    clock.instant().plus(UNTIL_PRICED));
        }
    }

    private boolean isPriceAskedFor(Message message) {
        return Sql.on(entities)
                        .count(
                                "select count(*) as n from outbox where kind = ? and subject_id = ?",
                                PriceHandler.KIND,
                                message.getId())
                > 0;
    }

    private Optional<UUID> byProviderId(UUID providerAccountId, String providerMessageId) {
        return Sql.on(entities)
                .first(
                        "select id from message where provider_account_id = ? and provider_message_id = ?",
                        row -> row.uuid("id"),
                        providerAccountId,
                        providerMessageId);
    }
}
