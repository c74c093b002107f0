package io.fractal.tracking;

import io.fractal.conversations.Message;
import io.fractal.conversations.MessageNotFoundException;
import io.fractal.conversations.MessageStanding;
import io.fractal.database.Owned;
import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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

    /** A workspace's message, held for this transaction so that nobody else adds to its history meanwhile. */
    public Optional<Message> locked(UUID workspaceId, UUID messageId) {
        return Owned.locked(entities, Message.class, workspaceId, messageId);
    }

    /** The account a message goes through, without holding the message. */
    public UUID providerAccountOf(UUID workspaceId, UUID messageId) {
        return Sql.on(entities)
                .first(
                        "select provider_account_id from message where workspace_id = ? and id = ?",
                        row -> row.uuid("provider_account_id"),
                        workspaceId,
                        messageId)
                .orElseThrow(() -> new MessageNotFoundException(messageId));
    }

    /** Appends to the history of a message that is held, and shows what follows. */
    public void heard(Message message, StatusNews news) {
        if (history.append(message, message.getRedactedAt().isPresent() ? news.withoutTexts() : news)) {
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
