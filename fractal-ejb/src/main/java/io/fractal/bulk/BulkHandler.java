package io.fractal.bulk;

import io.fractal.configuration.FractalException;
import io.fractal.database.Sql;
import io.fractal.database.Transactions;
import io.fractal.outbox.Outbox;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.outbox.Share;
import io.fractal.sending.Cancellation;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries jobs out, a second's work at a time: makes messages as long as few of them wait to be sent, looks whether all is done, or
 * takes back what a canceled job has made. The job comes again until nothing is left. One node at a time has a job; sending its
 * messages is shared by all of them.
 */
@ApplicationScoped
public class BulkHandler implements OutboxHandler {

    static final String KIND = "bulk";

    /** So many of a job's messages may wait to be sent: enough to keep fast senders busy, few enough to stop at once. */
    static final int MOST_WAITING = 300;

    private static final Duration TURN = Duration.ofSeconds(1);

    /** A paused job is woken when it is resumed; this is for the case that both happen at the same moment. */
    private static final Duration PAUSED = Duration.ofSeconds(30);

    @Inject
    private EntityManager entities;

    @EJB
    private Transactions transactions;

    @Inject
    private BulkMessages messages;

    @Inject
    private BulkEvents events;

    @EJB
    private Cancellation cancellation;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    private record Job(UUID workspaceId, UUID id, BulkStatus status, Instant scheduledAt) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        Optional<Job> job = transactions.inNew(() -> begin(work.workspaceId(), work.subjectId()));
        if (job.isEmpty()) {
            return OutboxResult.dead("there is no such job");
        }
        return switch (job.get().status()) {
            case SCHEDULED -> OutboxResult.retryAt(job.get().scheduledAt(), "its time has not come");
            case RUNNING -> goOn(job.get());
            case PAUSED -> OutboxResult.retryAt(clock.instant().plus(PAUSED), "paused");
            case CANCELED -> takeBack(job.get());
            case COMPLETED -> OutboxResult.done();
        };
    }

    private Optional<Job> begin(UUID workspaceId, UUID jobId) {
        Instant now = clock.instant();
        Sql sql = Sql.on(entities);
        sql.update(
                "update bulk_job set status = 'RUNNING', started_at = coalesce(started_at, ?), updated_at = ?"
                        + " where workspace_id = ? and id = ? and (status = 'SCHEDULED' and scheduled_at <= ?"
                        + " or status = 'RUNNING' and started_at is null)",
                now,
                now,
                workspaceId,
                jobId,
                now);
        return sql.first(
                "select * from bulk_job where workspace_id = ? and id = ?",
                row -> new Job(
                        row.uuid("workspace_id"),
                        row.uuid("id"),
                        BulkStatus.valueOf(row.text("status")),
                        row.instant("scheduled_at")),
                workspaceId,
                jobId);
    }

    private OutboxResult goOn(Job job) {
        long turnEnds = System.nanoTime() + TURN.toNanos();
        List<Integer> next = transactions.inNew(() -> next(job));
        int made = 0;
        while (made < next.size() && System.nanoTime() < turnEnds) {
            messages.make(job.id(), next.get(made));
            made++;
        }
        boolean over = transactions.inNew(() -> isOver(job));
        Instant now = clock.instant();
        boolean more = made < next.size();
        return over ? OutboxResult.done() : OutboxResult.retryAt(more ? now : now.plus(TURN), "under way");
    }

    /** The recipients whose messages may be made now. */
    private List<Integer> next(Job job) {
        long room = MOST_WAITING - outbox.unfinished(Share.ofJob(job.id()));
        return room <= 0
                ? List.of()
                : Sql.on(entities)
                        .list(
                                "select position from bulk_recipient where workspace_id = ? and job_id = ? and state = 'PENDING'"
                                        + " order by position limit ?",
                                row -> row.integer("position"),
                                job.workspaceId(),
                                job.id(),
                                room);
    }

    /** Whether nothing is left to make and to send; notes it, and tells how far the job is. */
    private boolean isOver(Job job) {
        Instant now = clock.instant();
        boolean over = outbox.unfinished(Share.ofJob(job.id())) == 0
                && Sql.on(entities)
                                .update(
                                        "update bulk_job set status = 'COMPLETED', finished_at = ?, updated_at = ? where id = ?"
                                                + " and status = 'RUNNING' and not exists (select 1 from bulk_recipient"
                                                + " where job_id = bulk_job.id and state = 'PENDING')",
                                        now,
                                        now,
                                        job.id())
                        == 1;
        events.updated(job.workspaceId(), job.id());
        return over;
    }

    /** What waits here is canceled; as long as anything is being handed over, the outcome is awaited. */
    private OutboxResult takeBack(Job job) {
        List<UUID> waiting = transactions.inNew(() -> Sql.on(entities)
                .list(
                        "select id from message where workspace_id = ? and bulk_job_id = ? and status in ('QUEUED', 'SCHEDULED')"
                                + " and provider_message_id is null",
                        row -> row.uuid("id"),
                        job.workspaceId(),
                        job.id()));
        boolean allCanceled = true;
        for (UUID messageId : waiting) {
            allCanceled &= isCanceled(job.workspaceId(), messageId);
        }
        if (!allCanceled) {
            return OutboxResult.retryAt(clock.instant().plus(TURN), "messages are being handed over");
        }
        transactions.doInNew(() -> canceled(job));
        return OutboxResult.done();
    }

    private boolean isCanceled(UUID workspaceId, UUID messageId) {
        try {
            cancellation.cancel(workspaceId, messageId);
            return true;
        } catch (FractalException tooLateOrBeingHandedOver) {
            return false;
        }
    }

    private void canceled(Job job) {
        Instant now = clock.instant();
        outbox.release(Share.ofJob(job.id()));
        Sql.on(entities)
                .update(
                        "update bulk_job set finished_at = ?, updated_at = ? where id = ? and finished_at is null",
                        now,
                        now,
                        job.id());
        events.updated(job.workspaceId(), job.id());
    }
}
