package io.fractal.conversations;

import io.fractal.contacts.ContactEraser;
import io.fractal.contacts.ContactRows;
import io.fractal.contacts.Contacts;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deletes contacts: what is personal goes, that something was written stays. */
@Stateless
public class ContactDeletions {

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Contacts contacts;

    @Inject
    private ContactRows rows;

    @Inject
    private ContactEraser eraser;

    @Inject
    @Any
    private Instance<ContactDeletionReaction> reactions;

    @EJB
    private EventLog events;

    @Inject
    private Clock clock;

    /** What becomes of the messages of a deleted contact. */
    public enum MessagesToo {
        /** They stay in the archive, as the records of the business that they are. */
        KEEP,
        /** Their texts, attachments and addresses are erased; that there was a message, when, and how it fared stays. */
        REDACT
    }

    /**
     * Deletes a contact. Its conversation is archived, and what has not been sent to it yet is canceled. A revoked consent stays in
     * force: it belongs to the address, and whoever asked to be left alone must not be written to again for having been deleted as
     * well.
     *
     * @param expected when the contact was last changed as far as the caller knows; {@code null} when any state will do
     * @throws io.fractal.contacts.ContactNotFoundException when this workspace has no contact of that id
     * @throws io.fractal.contacts.ContactMergedException when it has become part of another
     * @throws io.fractal.database.ChangedMeanwhileException when it is no longer as the caller expects it
     */
    public void delete(UUID workspaceId, UUID contactId, Instant expected, MessagesToo messages) {
        contacts.get(workspaceId, contactId);
        rows.holdWithAddresses(workspaceId, List.of(contactId));
        contacts.get(workspaceId, contactId).requireState(expected);
        reactions.forEach(reaction -> reaction.deleting(workspaceId, contactId, messages));
        eraser.erase(workspaceId, contactId);
        archive(workspaceId, contactId);
        if (messages == MessagesToo.REDACT) {
            redact(workspaceId, contactId);
        }
    }

    private void archive(UUID workspaceId, UUID contactId) {
        Sql.on(entities)
                .list(
                        "update conversation set archived = true, state = 'CLOSED', unread_count = 0, starred = false,"
                                + " snoozed_until = null, updated_at = ? where workspace_id = ? and contact_id = ? returning id",
                        row -> row.uuid("id"),
                        clock.instant(),
                        workspaceId,
                        contactId)
                .forEach(id -> events.append(
                        workspaceId, new NewEvent("conversation.updated", id, null, contactId, Map.of())));
    }

    private void redact(UUID workspaceId, UUID contactId) {
        Sql sql = Sql.on(entities);
        sql.update(
                "delete from attachment where message_id in (select id from message where workspace_id = ? and contact_id = ?)",
                workspaceId,
                contactId);
        sql.update(
                "update status_event set raw_payload = '{}' where message_id in"
                        + " (select id from message where workspace_id = ? and contact_id = ?)",
                workspaceId,
                contactId);
        sql.update(
                "update message set body = '', metadata = '{}', context = null, updated_at = ?,"
                        + " from_address = case direction when 'INBOUND' then '' else from_address end,"
                        + " to_address = case direction when 'OUTBOUND' then '' else to_address end"
                        + " where workspace_id = ? and contact_id = ?",
                clock.instant(),
                workspaceId,
                contactId);
        sql.update(
                "update conversation set last_message_preview = null where workspace_id = ? and contact_id = ?",
                workspaceId,
                contactId);
    }
}
