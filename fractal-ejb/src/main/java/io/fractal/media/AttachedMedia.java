package io.fractal.media;

import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.events.EventLog;
import io.fractal.events.NewEvent;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is attached to messages, as rows that name media. Tells of each change as {@code message.updated}. Works in the caller's transaction. */
@ApplicationScoped
public class AttachedMedia {

    private static final String OF_MESSAGE =
            "select a.id, a.message_id, a.url, a.content_type, a.state, a.fetch_attempts,"
                    + " m.conversation_id, m.contact_id, m.provider, m.provider_account_id"
                    + " from attachment a join message m on m.id = a.message_id where a.workspace_id = ?";

    @Inject
    private EntityManager entities;

    @EJB
    private EventLog events;

    /**
     * An attachment that is to be fetched.
     *
     * @param attempts how often that was tried
     */
    record Pending(UUID id, MessageRef message, Place place, String state, int attempts) {}

    /** The message that it is attached to. */
    record MessageRef(UUID id, UUID conversationId, UUID contactId) {}

    /** Where it is. */
    record Place(String provider, UUID providerAccountId, String url, String statedType) {}

    /** The attachments of some messages that are to be fetched. */
    List<UUID> pendingOf(UUID workspaceId, List<UUID> messageIds) {
        return Sql.on(entities)
                .list(
                        "select id from attachment where workspace_id = ? and message_id = any(cast(? as uuid[]))"
                                + " and state = 'PENDING' order by message_id, position",
                        row -> row.uuid("id"),
                        workspaceId,
                        messageIds);
    }

    /** One attachment. */
    Optional<Pending> find(UUID workspaceId, UUID attachmentId) {
        return Sql.on(entities).first(OF_MESSAGE + " and a.id = ?", AttachedMedia::pending, workspaceId, attachmentId);
    }

    /** One attachment by its place, from 0; held until the transaction ends. */
    Optional<Pending> locked(UUID workspaceId, UUID messageId, int position) {
        return Sql.on(entities)
                .first(
                        OF_MESSAGE + " and a.message_id = ? and a.position = ? for update of a",
                        AttachedMedia::pending,
                        workspaceId,
                        messageId,
                        position);
    }

    /** It is stored now. */
    void stored(UUID workspaceId, Pending attachment, StoredMedia media) {
        int changed = Sql.on(entities)
                .update(
                        "update attachment set state = 'STORED', media_id = ?, content_type = ?, error_code = null,"
                                + " error_message = null where workspace_id = ? and id = ? and state in ('PENDING', 'FAILED')",
                        media.id(),
                        media.contentType(),
                        workspaceId,
                        attachment.id());
        if (changed > 0) {
            announce(workspaceId, attachment.message());
        }
    }

    /**
     * A try has failed.
     *
     * @param state {@code PENDING} when it will be tried again, else {@code FAILED}
     * @param message a sentence for people, or {@code null}
     */
    void failed(UUID workspaceId, Pending attachment, String state, String code, String message) {
        int changed = Sql.on(entities)
                .update(
                        "update attachment set state = ?, error_code = ?, error_message = ?, fetch_attempts = fetch_attempts + 1"
                                + " where workspace_id = ? and id = ? and state = 'PENDING'",
                        state,
                        code,
                        message,
                        workspaceId,
                        attachment.id());
        if (changed > 0) {
            announce(workspaceId, attachment.message());
        }
    }

    /** It is to be fetched from now on, as if it had just come. */
    void startAgain(UUID workspaceId, Pending attachment) {
        Sql.on(entities)
                .update(
                        "update attachment set state = 'PENDING', error_code = null, error_message = null, fetch_attempts = 0"
                                + " where workspace_id = ? and id = ?",
                        workspaceId,
                        attachment.id());
        announce(workspaceId, attachment.message());
    }

    /** Keeps the small picture of some bytes, and tells of the messages that carry them. */
    void thumbnailMade(UUID workspaceId, UUID contentId, Thumbnail thumbnail) {
        Sql sql = Sql.on(entities);
        sql.update(
                "update media_content set thumbnail = ?, thumbnail_type = ? where workspace_id = ? and id = ?",
                thumbnail.bytes(),
                thumbnail.contentType(),
                workspaceId,
                contentId);
        sql.list(
                        "select distinct g.id as message_id, g.conversation_id, g.contact_id from media m"
                                + " join attachment a on a.media_id = m.id join message g on g.id = a.message_id"
                                + " where m.workspace_id = ? and m.content_id = ?"
                                + " order by g.id desc limit 100",
                        AttachedMedia::message,
                        workspaceId,
                        contentId)
                .forEach(message -> announce(workspaceId, message));
    }

    private void announce(UUID workspaceId, MessageRef message) {
        events.append(
                workspaceId,
                new NewEvent("message.updated", message.conversationId(), message.id(), message.contactId(), Map.of()));
    }

    private static Pending pending(Row row) throws SQLException {
        return new Pending(
                row.uuid("id"),
                message(row),
                new Place(
                        row.text("provider"),
                        row.uuid("provider_account_id"),
                        row.text("url"),
                        row.text("content_type")),
                row.text("state"),
                row.integer("fetch_attempts"));
    }

    private static MessageRef message(Row row) throws SQLException {
        return new MessageRef(row.uuid("message_id"), row.uuid("conversation_id"), row.uuid("contact_id"));
    }
}
