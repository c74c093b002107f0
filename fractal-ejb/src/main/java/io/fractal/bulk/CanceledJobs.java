package io.fractal.bulk;

import io.fractal.conversations.Message;
import io.fractal.database.Sql;
import io.fractal.sending.Withdrawal;
import io.fractal.spi.InboundEvent.ProviderError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Says that messages of canceled jobs are not wanted any more. Works in the caller's transaction. */
@ApplicationScoped
public class CanceledJobs implements Withdrawal {

    private static final ProviderError CANCELED = new ProviderError(
            "BULK_JOB_CANCELED", Optional.of("The bulk job was canceled before the provider had this message"));

    @Inject
    private EntityManager entities;

    @Override
    public Optional<ProviderError> of(Message message) {
        return message.getPlan()
                .getBulkJobId()
                .filter(job -> isCanceled(message.getWorkspaceId(), job))
                .map(job -> CANCELED);
    }

    private boolean isCanceled(UUID workspaceId, UUID jobId) {
        return Sql.on(entities)
                .first(
                        "select id from bulk_job where workspace_id = ? and id = ? and status = ?",
                        row -> row.uuid("id"),
                        workspaceId,
                        jobId,
                        BulkStatus.CANCELED)
                .isPresent();
    }
}
