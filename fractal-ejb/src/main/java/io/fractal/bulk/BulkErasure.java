package io.fractal.bulk;

import io.fractal.database.Sql;
import io.fractal.idempotency.IdempotencyKeys;
import io.fractal.sending.ErasureReaction;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Erases what bulk jobs keep of the texts of erased messages: a recipient's own text and values with the message, and all that a job
 * says once it is over and none of its messages is left to read. Works in the caller's transaction.
 */
@ApplicationScoped
public class BulkErasure implements ErasureReaction {

    private static final String WITHOUT_READABLE_MESSAGE = """
            update bulk_job j set body = null, updated_at = ?
            where workspace_id = ? and id = any(cast(? as uuid[])) and body is not null and finished_at is not null
                and not exists (select 1 from message m where m.bulk_job_id = j.id and m.redacted_at is null)
            returning id""";

    @Inject
    private EntityManager entities;

    @EJB
    private IdempotencyKeys answers;

    @Inject
    private Clock clock;

    @Override
    public void erased(UUID workspaceId, Collection<UUID> messageIds) {
        Sql sql = Sql.on(entities);
        List<UUID> jobs = sql
                .list(
                        "update bulk_recipient set body = null, variables = null where workspace_id = ?"
                                + " and message_id = any(cast(? as uuid[])) returning job_id",
                        row -> row.uuid("job_id"),
                        workspaceId,
                        messageIds)
                .stream()
                .distinct()
                .toList();
        if (jobs.isEmpty()) {
            return;
        }
        List<UUID> unreadable =
                sql.list(WITHOUT_READABLE_MESSAGE, row -> row.uuid("id"), clock.instant(), workspaceId, jobs);
        sql.update(
                "update bulk_recipient set body = null, variables = null where workspace_id = ? and job_id = any(cast(? as uuid[]))",
                workspaceId,
                unreadable);
        answers.eraseAnswers(workspaceId, unreadable);
    }
}
