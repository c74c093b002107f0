package io.fractal.bulk;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Sql;
import io.fractal.outbox.Outbox;
import io.fractal.outbox.Share;
import io.fractal.sending.OutboundRoutes;
import io.fractal.sending.Validities;
import io.fractal.templates.Templates;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The door for bulk jobs. */
@Stateless
public class BulkJobs {

    private static final String INSERT_RECIPIENTS = """
            insert into bulk_recipient (job_id, workspace_id, position, contact_id, address, variables, body, metadata, state,
                error_code, error_message)
            select ?, ?, n.position, n.contact_id, n.address, cast(n.variables as jsonb), n.body, cast(n.metadata as jsonb),
                n.state, n.error_code, n.error_message
            from unnest(cast(? as integer[]), cast(? as uuid[]), cast(? as text[]), cast(? as text[]), cast(? as text[]),
                cast(? as text[]), cast(? as text[]), cast(? as text[]), cast(? as text[]))
                as n (position, contact_id, address, variables, body, metadata, state, error_code, error_message)""";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Validities validities;

    @Inject
    private OutboundRoutes routes;

    @EJB
    private Templates templates;

    @Inject
    private RecipientAddresses addresses;

    @Inject
    private BulkQueries queries;

    @Inject
    private BulkEvents events;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    /**
     * Accepts a job. When the transaction has committed, it will be carried out, whatever happens to this process. Recipients who
     * cannot be reached are kept with the reason and stop nobody else.
     *
     * @throws InvalidRequestException when the request is wrong in itself, or names a sender or template that this workspace does not
     *     have
     */
    public BulkJobView create(UUID workspaceId, NewBulkJob job) {
        Instant now = clock.instant();
        BulkChecks.check(job, now);
        validities.require(workspaceId, BulkChecks.channel(job), job.validity());
        routes.requireKnown(workspaceId, job.via());
        requireKnown(workspaceId, job.content().templateId());
        UUID id = Ids.next();
        insert(workspaceId, id, job, now);
        insertRecipients(workspaceId, id, addresses.of(workspaceId, BulkChecks.channel(job), job.recipients()));
        Instant due = job.scheduledAt() == null ? now : job.scheduledAt();
        outbox.addAll(workspaceId, BulkHandler.KIND, Share.BACKGROUND, List.of(new Outbox.NewWork(id, id, due)));
        events.updated(workspaceId, id);
        return queries.job(workspaceId, id);
    }

    /**
     * The jobs of a workspace, newest first.
     *
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<BulkJobView> list(UUID workspaceId, Paging paging) {
        return queries.jobs(workspaceId, paging);
    }

    /**
     * One job, with its recipients counted at this moment.
     *
     * @throws BulkJobNotFoundException when this workspace has no such job
     */
    public BulkJobView find(UUID workspaceId, UUID jobId) {
        return queries.job(workspaceId, jobId);
    }

    /**
     * The recipients of a job, in their order.
     *
     * @param status only those that stand so; {@code null} for all
     * @throws BulkJobNotFoundException when this workspace has no such job
     * @throws io.fractal.database.InvalidCursorException when the cursor is not of this list
     */
    public Page<BulkRecipientView> recipients(UUID workspaceId, UUID jobId, RecipientStatus status, Paging paging) {
        queries.job(workspaceId, jobId);
        return queries.recipients(workspaceId, jobId, status, paging);
    }

    /**
     * Recipients of a job, for reading all of them a part at a time.
     *
     * @param index only those behind this place; -1 for the first
     * @param limit how many at most
     */
    public List<BulkRecipientView> recipientsAfter(UUID workspaceId, UUID jobId, int index, int limit) {
        return queries.recipientsAfter(workspaceId, jobId, index, limit);
    }

    /**
     * Lets nothing more of a job leave until it is resumed, not even what is queued already. What is being handed over at this moment
     * goes out.
     *
     * @throws BulkJobNotFoundException when this workspace has no such job
     * @throws BulkJobOverException when there is nothing left to stop
     */
    public BulkJobView pause(UUID workspaceId, UUID jobId) {
        change(workspaceId, jobId, "status = 'PAUSED'");
        outbox.hold(workspaceId, Share.ofJob(jobId));
        return changed(workspaceId, jobId);
    }

    /**
     * Lets a job that was paused go on; one that goes on already is left alone.
     *
     * @throws BulkJobNotFoundException when this workspace has no such job
     * @throws BulkJobOverException when there is nothing left to do
     */
    public BulkJobView resume(UUID workspaceId, UUID jobId) {
        change(
                workspaceId,
                jobId,
                "status = case when started_at is null and scheduled_at is not null then 'SCHEDULED' else 'RUNNING' end");
        outbox.release(Share.ofJob(jobId));
        return changed(workspaceId, jobId);
    }

    /**
     * Ends a job: whoever has no message yet gets none, and messages that wait here are canceled soon after. What the provider has
     * already goes out.
     *
     * @throws BulkJobNotFoundException when this workspace has no such job
     * @throws BulkJobOverException when it is completed
     */
    public BulkJobView cancel(UUID workspaceId, UUID jobId) {
        BulkJobView job = queries.job(workspaceId, jobId);
        if (job.status() == BulkStatus.CANCELED) {
            return job;
        }
        change(workspaceId, jobId, "status = 'CANCELED'");
        outbox.hold(workspaceId, Share.ofJob(jobId));
        Sql.on(entities)
                .update(
                        "update bulk_recipient set state = 'CANCELED' where workspace_id = ? and job_id = ? and state = 'PENDING'",
                        workspaceId,
                        jobId);
        return changed(workspaceId, jobId);
    }

    private void requireKnown(UUID workspaceId, String templateId) {
        if (templateId != null && templates.find(workspaceId, templateId).isEmpty()) {
            throw new InvalidRequestException(
                    List.of(new FieldError("templateSid", "UNKNOWN_TEMPLATE", "There is no such template")));
        }
    }

    private void change(UUID workspaceId, UUID jobId, String change) {
        int found = Sql.on(entities)
                .update(
                        "update bulk_job set " + change + ", updated_at = ? where workspace_id = ? and id = ?"
                                + " and status in ('SCHEDULED', 'RUNNING', 'PAUSED')",
                        clock.instant(),
                        workspaceId,
                        jobId);
        if (found == 0) {
            queries.job(workspaceId, jobId);
            throw new BulkJobOverException(jobId);
        }
    }

    private BulkJobView changed(UUID workspaceId, UUID jobId) {
        outbox.hasten(BulkHandler.KIND, jobId);
        events.updated(workspaceId, jobId);
        return queries.job(workspaceId, jobId);
    }

    private void insert(UUID workspaceId, UUID id, NewBulkJob job, Instant now) {
        Sql.on(entities)
                .update(
                        "insert into bulk_job (id, workspace_id, name, status, channel_type, body, template_id, sender_id,"
                                + " from_address, fallback_channel, metadata, author_user_id, total, scheduled_at, validity_seconds,"
                                + " created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?)",
                        id,
                        workspaceId,
                        job.name(),
                        job.scheduledAt() == null ? BulkStatus.RUNNING : BulkStatus.SCHEDULED,
                        BulkChecks.channel(job),
                        job.content().body(),
                        job.content().templateId(),
                        job.via().senderId(),
                        job.via().from(),
                        job.via().fallbackChannel(),
                        job.metadataJson(),
                        job.authorUserId(),
                        job.recipients().size(),
                        job.scheduledAt(),
                        job.validity() == null
                                ? null
                                : Math.toIntExact(job.validity().toSeconds()),
                        now,
                        now);
    }

    private void insertRecipients(UUID workspaceId, UUID jobId, List<RecipientRow> rows) {
        Sql.on(entities)
                .update(
                        INSERT_RECIPIENTS,
                        jobId,
                        workspaceId,
                        IntStream.range(0, rows.size()).boxed().toList(),
                        each(rows, RecipientRow::contactId),
                        each(rows, RecipientRow::address),
                        each(rows, row -> Json.write(row.recipient().variables())),
                        each(rows, row -> row.recipient().body()),
                        each(rows, row -> row.recipient().metadataJson()),
                        each(rows, RecipientRow::state),
                        each(
                                rows,
                                row -> row.refused() == null
                                        ? null
                                        : row.refused().code()),
                        each(
                                rows,
                                row -> row.refused() == null
                                        ? null
                                        : row.refused().message()));
    }

    private static <T> List<T> each(List<RecipientRow> rows, Function<RecipientRow, T> value) {
        return rows.stream().map(value).toList();
    }
}
