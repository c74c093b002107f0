package io.fractal.scheduling;

import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.database.Transactions;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.sending.StuckMessages;
import io.fractal.tracking.Asking;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Goes through the messages that stopped moving, oldest first, a few each time it comes. What the provider knows becomes part of their
 * history. How far it has come is noted after each message, so that after a crash it goes on there.
 */
@ApplicationScoped
public class ReconciliationHandler implements OutboxHandler {

    static final String KIND = "reconcile";

    /** Whatever is on its way normally has moved by then. */
    static final Duration STILL = Duration.ofMinutes(5);

    private static final int AT_ONCE = 50;

    private static final String NEXT = """
            select m.id, m.created_at, m.status, m.provider_message_id is not null as there from message m, reconciliation r
            where r.id = ? and m.workspace_id = r.workspace_id and m.direction = 'OUTBOUND'
            and m.status in ('ACCEPTED', 'SCHEDULED', 'QUEUED', 'SENDING', 'SENT', 'UNKNOWN')
            and m.created_at >= r.since and m.created_at < r.until
            and m.updated_at < ? and (m.scheduled_at is null or m.scheduled_at < ?)
            and (r.last_created_at is null or (m.created_at, m.id) > (r.last_created_at, r.last_message_id))
            order by m.created_at, m.id limit ?""";

    @Inject
    private EntityManager entities;

    @EJB
    private Transactions transactions;

    @Inject
    private Asking asking;

    @EJB
    private StuckMessages stuck;

    @Inject
    private Clock clock;

    private record Still(UUID id, Instant createdAt, String status, boolean there) {

        static Still of(Row row) throws SQLException {
            return new Still(row.uuid("id"), row.instant("created_at"), row.text("status"), row.flag("there"));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        List<Still> next = transactions.inNew(() -> next(work.subjectId()));
        for (Still message : next) {
            String found = examine(work.workspaceId(), message);
            transactions.doInNew(() -> note(work.subjectId(), message, found));
        }
        if (next.size() == AT_ONCE) {
            return OutboxResult.retryAt(clock.instant(), "under way");
        }
        transactions.doInNew(() -> Sql.on(entities)
                .update(
                        "update reconciliation set status = 'COMPLETED', finished_at = ? where id = ?",
                        clock.instant(),
                        work.subjectId()));
        return OutboxResult.done();
    }

    private List<Still> next(UUID id) {
        Instant still = clock.instant().minus(STILL);
        return Sql.on(entities).list(NEXT, Still::of, id, still, still, AT_ONCE);
    }

    /** Where it counts: the name of a column. */
    private String examine(UUID workspaceId, Still message) {
        if (!message.there()) {
            return stuck.takeUp(workspaceId, message.id()) ? "taken_up" : "unchanged";
        }
        return switch (asking.about(workspaceId, message.id())) {
            case PRICED, WITHOUT_PRICE -> hasChanged(message) ? "changed" : "unchanged";
            case NOT_ASKABLE, NOT_REACHED -> "unreachable";
        };
    }

    private boolean hasChanged(Still message) {
        return transactions.inNew(() -> Sql.on(entities)
                        .count(
                                "select count(*) as n from message where id = ? and status <> ?",
                                message.id(),
                                message.status()))
                == 1;
    }

    private void note(UUID id, Still message, String found) {
        Sql.on(entities)
                .update(
                        "update reconciliation set examined = examined + 1, " + found + " = " + found + " + 1,"
                                + " last_created_at = ?, last_message_id = ? where id = ?",
                        message.createdAt(),
                        message.id(),
                        id);
    }
}
