package io.fractal.sending;

import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds attempts and what they carry. Works in the caller's transaction. */
@ApplicationScoped
public class Attempts {

    @Inject
    private EntityManager entities;

    /** The latest attempt at a message. */
    Optional<DeliveryAttempt> latest(UUID messageId) {
        return entities.createQuery(
                        "select a from DeliveryAttempt a where a.messageId = :message order by a.number desc",
                        DeliveryAttempt.class)
                .setParameter("message", messageId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** When a message that has been tried was tried first. */
    Instant firstBegun(UUID messageId) {
        return Sql.on(entities)
                .first(
                        "select min(started_at) as begun from delivery_attempt where message_id = ?",
                        row -> row.instant("begun"),
                        messageId)
                .orElseThrow();
    }

    /** One attempt. */
    DeliveryAttempt find(UUID attemptId) {
        return entities.find(DeliveryAttempt.class, attemptId);
    }

    /** The addresses of what a message carries, in order. */
    List<String> mediaUrls(UUID messageId) {
        return Sql.on(entities)
                .list(
                        "select url from attachment where message_id = ? order by position",
                        row -> row.text("url"),
                        messageId);
    }
}
