package io.fractal.tracking;

import io.fractal.conversations.Message;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageStanding;
import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Follows messages on their way: appends what is heard, derives what is shown, and tells the event log when people would see a
 * difference. Works in the caller's transaction.
 */
@ApplicationScoped
public class Tracking {

    @Inject
    private EntityManager entities;

    @Inject
    private StatusHistory history;

    @Inject
    private ParkedReports parked;

    @Inject
    private StatusChanges changes;

    @Inject
    private ErrorExplanations explanations;

    @Inject
    private Clock clock;

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
        changes.announce(message.getWorkspaceId(), List.of(TrackedMessage.of(message)));
    }

    private void derive(Message message) {
        MessageStanding standing =
                explanations.explained(message.getRoute().provider(), StatusReducer.of(history.of(message.getId())));
        if (message.stands(standing, clock.instant())) {
            changes.tell(message.getWorkspaceId(), List.of(TrackedMessage.of(message)));
        }
    }
}
