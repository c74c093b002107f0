package io.fractal.sending;

import io.fractal.conversations.Message;
import io.fractal.database.Owned;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.media.MediaLinks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds attempts and what they carry. Works in the caller's transaction. */
@ApplicationScoped
public class Attempts {

    @Inject
    private EntityManager entities;

    @Inject
    private MediaLinks links;

    /** The latest attempt at a message. */
    Optional<DeliveryAttempt> latest(Message message) {
        return entities.createQuery(
                        "select a from DeliveryAttempt a where a.workspaceId = :workspace and a.messageId = :message"
                                + " order by a.number desc",
                        DeliveryAttempt.class)
                .setParameter("workspace", message.getWorkspaceId())
                .setParameter("message", message.getId())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** When a message that has been tried was tried first. */
    Instant firstBegun(Message message) {
        return Sql.on(entities)
                .first(
                        "select min(started_at) as begun from delivery_attempt where workspace_id = ? and message_id = ?",
                        row -> row.instant("begun"),
                        message.getWorkspaceId(),
                        message.getId())
                .orElseThrow();
    }

    /** One attempt. */
    DeliveryAttempt find(Tried tried) {
        return Owned.find(entities, DeliveryAttempt.class, tried.workspaceId(), tried.attemptId())
                .orElseThrow();
    }

    /** The addresses of what a message carries, in order; made anew for stored media, as they hold for a time only. */
    List<String> mediaUrls(Message message) {
        return Sql.on(entities)
                .list(
                        "select a.url, a.workspace_id, a.media_id, m.file_name from attachment a"
                                + " left join media m on m.id = a.media_id"
                                + " where a.workspace_id = ? and a.message_id = ? and a.state <> 'ERASED' order by a.position",
                        this::mediaUrl,
                        message.getWorkspaceId(),
                        message.getId());
    }

    private String mediaUrl(Row row) throws SQLException {
        UUID mediaId = row.uuid("media_id");
        return mediaId == null
                ? row.text("url")
                : links.publicUrl(row.uuid("workspace_id"), mediaId, row.text("file_name"));
    }
}
