package io.fractal.bulk;

import io.fractal.database.Cursor;
import io.fractal.database.Page;
import io.fractal.database.Paging;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads jobs, their counts and their recipients. Works in the caller's transaction. */
@ApplicationScoped
public class BulkQueries {

    private static final String JOBS = "bulk jobs by time";
    private static final String RECIPIENTS = "bulk recipients by place";

    /** What a message's status means for a recipient. */
    private static final String OF_MESSAGE = "case when m.status in ('DELIVERED', 'READ') then 'DELIVERED'"
            + " when m.status in ('SENT', 'PARTIALLY_DELIVERED') then 'SENT'"
            + " when m.status in ('FAILED', 'UNDELIVERED') then 'FAILED'"
            + " when m.status in ('CANCELED', 'UNKNOWN') then m.status else 'PENDING' end";

    private static final String OF_RECIPIENT = "case when r.state = 'CREATED' then " + OF_MESSAGE + " else r.state end";

    /** Messages are counted by their job, recipients without one by their state: both from an index alone. */
    private static final String COUNTS = "select job_id, status, sum(n) as n from ("
            + "select r.job_id, r.state as status, count(*) as n from bulk_recipient r"
            + " where r.job_id = any(?) and r.state <> 'CREATED' group by r.job_id, r.state"
            + " union all select m.bulk_job_id, " + OF_MESSAGE + ", count(*) from message m"
            + " where m.bulk_job_id = any(?) group by m.bulk_job_id, m.status) c group by job_id, status";

    private static final String RECIPIENT = "select r.position, r.address, r.contact_id, " + OF_RECIPIENT
            + " as status, r.message_id, m.status as message_status, m.provider, coalesce(r.error_code, m.error_code) as error_code,"
            + " coalesce(r.error_message, m.error_message) as error_message"
            + " from bulk_recipient r left join message m on m.id = r.message_id"
            + " where r.workspace_id = ? and r.job_id = ?";

    @Inject
    private EntityManager entities;

    /** The jobs of a workspace, newest first. */
    Page<BulkJobView> jobs(UUID workspaceId, Paging paging) {
        Sql sql = Sql.on(entities);
        List<Object> arguments = new ArrayList<>(List.of(workspaceId));
        Optional<Cursor> last = paging.last(JOBS);
        last.ifPresent(job -> arguments.addAll(List.of(job.instant(0), job.uuid(1))));
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        List<BulkJobView> found = counted(sql.list(
                "select * from bulk_job where workspace_id = ?"
                        + (last.isPresent() ? " and (created_at, id) < (?, ?)" : "")
                        + " order by created_at desc, id desc limit ? offset ?",
                Counted::of,
                arguments.toArray()));
        long total =
                paging.total(() -> sql.count("select count(*) as n from bulk_job where workspace_id = ?", workspaceId));
        return Page.of(found, paging, total, job -> Cursor.of(JOBS, job.createdAt(), job.id()));
    }

    /** One job. */
    BulkJobView job(UUID workspaceId, UUID jobId) {
        return counted(Sql.on(entities)
                        .list(
                                "select * from bulk_job where workspace_id = ? and id = ?",
                                Counted::of,
                                workspaceId,
                                jobId))
                .stream()
                .findFirst()
                .orElseThrow(() -> new BulkJobNotFoundException(jobId));
    }

    /** The recipients of a job in their order; {@code status} may be {@code null}. */
    Page<BulkRecipientView> recipients(UUID workspaceId, UUID jobId, RecipientStatus status, Paging paging) {
        List<Object> arguments = new ArrayList<>(List.of(workspaceId, jobId));
        String where = "";
        if (status != null) {
            where += " and " + OF_RECIPIENT + " = ?";
            arguments.add(status);
        }
        Object[] ofAll = arguments.toArray();
        String all = where;
        Optional<Cursor> last = paging.last(RECIPIENTS);
        if (last.isPresent()) {
            where += " and r.position > ?";
            arguments.add(last.get().number(0));
        }
        arguments.addAll(List.of(paging.rows(), paging.offset()));
        Sql sql = Sql.on(entities);
        List<BulkRecipientView> found = sql.list(
                RECIPIENT + where + " order by r.position limit ? offset ?",
                BulkQueries::recipient,
                arguments.toArray());
        long total = paging.total(() -> sql.count(
                "select count(*) as n from bulk_recipient r left join message m on m.id = r.message_id"
                        + " where r.workspace_id = ? and r.job_id = ?" + all,
                ofAll));
        return Page.of(found, paging, total, recipient -> Cursor.of(RECIPIENTS, recipient.index()));
    }

    /** The recipients behind a place, in their order. */
    List<BulkRecipientView> recipientsAfter(UUID workspaceId, UUID jobId, int index, int limit) {
        return Sql.on(entities)
                .list(
                        RECIPIENT + " and r.position > ? order by r.position limit ?",
                        BulkQueries::recipient,
                        workspaceId,
                        jobId,
                        index,
                        limit);
    }

    private List<BulkJobView> counted(List<Counted> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        Map<UUID, Map<RecipientStatus, Integer>> counts =
                counts(jobs.stream().map(job -> job.view().id()).toList());
        return jobs.stream()
                .map(job -> job.with(counts.getOrDefault(job.view().id(), Map.of())))
                .toList();
    }

    private Map<UUID, Map<RecipientStatus, Integer>> counts(Collection<UUID> jobs) {
        Map<UUID, Map<RecipientStatus, Integer>> counts = new HashMap<>();
        Sql.on(entities)
                .list(
                        COUNTS,
                        row -> counts.computeIfAbsent(row.uuid("job_id"), job -> new EnumMap<>(RecipientStatus.class))
                                .put(RecipientStatus.valueOf(row.text("status")), Math.toIntExact(row.number("n"))),
                        jobs,
                        jobs);
        return counts;
    }

    private static BulkRecipientView recipient(Row row) throws SQLException {
        return new BulkRecipientView(
                row.integer("position"),
                row.text("address"),
                row.uuid("contact_id"),
                RecipientStatus.valueOf(row.text("status")),
                row.uuid("message_id"),
                row.text("message_status"),
                row.text("provider"),
                row.text("error_code"),
                row.text("error_message"));
    }

    /** A job whose recipients have not been counted yet. */
    private record Counted(BulkJobView view, int total) {

        static Counted of(Row row) throws SQLException {
            return new Counted(
                    new BulkJobView(
                            row.uuid("id"),
                            row.text("name"),
                            BulkStatus.valueOf(row.text("status")),
                            row.text("channel_type"),
                            row.text("body"),
                            row.text("template_id"),
                            row.text("from_address"),
                            row.text("metadata"),
                            row.instant("scheduled_at"),
                            row.instant("started_at"),
                            row.instant("finished_at"),
                            row.instant("created_at"),
                            row.instant("updated_at"),
                            null),
                    row.integer("total"));
        }

        BulkJobView with(Map<RecipientStatus, Integer> counts) {
            return new BulkJobView(
                    view.id(),
                    view.name(),
                    view.status(),
                    view.channelType(),
                    view.body(),
                    view.templateId(),
                    view.from(),
                    view.metadataJson(),
                    view.scheduledAt(),
                    view.startedAt(),
                    view.finishedAt(),
                    view.createdAt(),
                    view.updatedAt(),
                    BulkCounts.of(total, counts));
        }
    }
}
