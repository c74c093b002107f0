package io.fractal.sending;

import io.fractal.contacts.ContactBook;
import io.fractal.conversations.ContactDeletionReaction;
import io.fractal.conversations.ContactDeletions.MessagesToo;
import io.fractal.conversations.Message;
import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.media.MediaStore;
import io.fractal.outbox.Outbox;
import io.fractal.outbox.Outbox.NewWork;
import io.fractal.spi.InboundEvent.ProviderError;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes back what has not been sent yet to a contact that is deleted, and has providers and the media store erase what they keep of its
 * messages when these are erased as well.
 */
@ApplicationScoped
public class DeletedContacts implements ContactDeletionReaction, Withdrawal {

    @Inject
    private EntityManager entities;

    @Inject
    private ContactBook contacts;

    @Inject
    private Cancellations cancellations;

    @EJB
    private MediaStore media;

    @Inject
    private Traces traces;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    @Override
    public void deleting(UUID workspaceId, UUID contactId, MessagesToo messages) {
        takeBack(workspaceId, contactId);
        if (messages == MessagesToo.REDACT) {
            withMedia(workspaceId, contactId).forEach(message -> media.erase(workspaceId, message));
            traces.erase(workspaceId, markedAsErased(workspaceId, contactId));
            add(workspaceId, RedactHandler.KIND, knownToProviders(workspaceId, contactId));
        }
    }

    /** A message whose outcome was unknown when its contact was deleted could not be taken back then. */
    @Override
    public Optional<ProviderError> of(Message message) {
        return contacts.find(message.getWorkspaceId(), message.getContactId()).isPresent()
                ? Optional.empty()
                : Optional.of(DeletedCancelHandler.DELETED);
    }

    /** What waits here is canceled at once, before anybody can send it; for the rest its provider has to be asked. */
    private void takeBack(UUID workspaceId, UUID contactId) {
        List<UUID> elsewhere = unsent(workspaceId, contactId).stream()
                .filter(message -> !canceled(workspaceId, message))
                .toList();
        add(workspaceId, DeletedCancelHandler.KIND, elsewhere);
    }

    private boolean canceled(UUID workspaceId, UUID message) {
        try {
            return cancellations
                    .begin(workspaceId, message, Optional.of(DeletedCancelHandler.DELETED))
                    .isEmpty();
        } catch (CancelRefusedException | ProviderNotReachedException notNow) {
            return false;
        }
    }

    private List<UUID> unsent(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .list(
                        "select id from message where workspace_id = ? and contact_id = ? and direction = 'OUTBOUND'"
                                + " and status in ('ACCEPTED', 'SCHEDULED', 'QUEUED') order by id",
                        row -> row.uuid("id"),
                        workspaceId,
                        contactId);
    }

    private List<UUID> markedAsErased(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .list(
                        "update message set redacted_at = coalesce(redacted_at, ?), template_variables = null"
                                + " where workspace_id = ? and contact_id = ? returning id",
                        row -> row.uuid("id"),
                        clock.instant(),
                        workspaceId,
                        contactId);
    }

    private List<UUID> withMedia(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .list(
                        "select distinct a.message_id from attachment a join message m on m.id = a.message_id"
                                + " where m.workspace_id = ? and m.contact_id = ? order by a.message_id",
                        row -> row.uuid("message_id"),
                        workspaceId,
                        contactId);
    }

    private List<UUID> knownToProviders(UUID workspaceId, UUID contactId) {
        return Sql.on(entities)
                .list(
                        "select id from message where workspace_id = ? and contact_id = ? and provider_message_id is not null"
                                + " order by id",
                        row -> row.uuid("id"),
                        workspaceId,
                        contactId);
    }

    /** With order keys of their own, so that nothing waits behind the work of sending. Work that is there already stays. */
    private void add(UUID workspaceId, String kind, List<UUID> messages) {
        outbox.addAll(
                workspaceId,
                kind,
                messages.stream()
                        .filter(message -> !outbox.takeUpAgain(kind, message) && !outbox.has(kind, message))
                        .map(message -> new NewWork(message, Ids.next(), clock.instant()))
                        .toList());
    }
}
