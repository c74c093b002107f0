package io.fractal.scheduling;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Ids;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.outbox.Outbox;
import io.fractal.outbox.Share;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The door for reconciliation: has the provider asked about messages that stopped moving. */
@Stateless
public class Reconciliations {

    /** Providers tell about older messages too, but that helps nobody any more. */
    private static final Duration NIGHTLY_SPAN = Duration.ofDays(7);

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    /**
     * Begins a pass; it goes on in the background.
     *
     * @param since messages accepted from this time on; {@code null} for the last seven days
     * @param until messages accepted before this time; {@code null} for now
     * @throws InvalidRequestException when that is no span of time
     */
    public ReconciliationView start(UUID workspaceId, Instant since, Instant until) {
        Instant now = clock.instant();
        Instant end = Objects.requireNonNullElse(until, now);
        Instant begin = Objects.requireNonNullElseGet(since, () -> end.minus(NIGHTLY_SPAN));
        if (!begin.isBefore(end)) {
            throw new InvalidRequestException(
                    List.of(new FieldError("until", "SPAN_EMPTY", "The span must end after it begins")));
        }
        UUID id = Ids.next();
        insert(id, workspaceId, null, begin, end);
        return find(workspaceId, id);
    }

    /**
     * How far a pass is.
     *
     * @throws ReconciliationNotFoundException when this workspace has none of that id
     */
    public ReconciliationView find(UUID workspaceId, UUID id) {
        return Sql.on(entities)
                .first(
                        "select * from reconciliation where workspace_id = ? and id = ?",
                        Reconciliations::view,
                        workspaceId,
                        id)
                .orElseThrow(() -> new ReconciliationNotFoundException(id));
    }

    /**
     * Begins this night's pass of every workspace that has not had it; whichever node comes first does.
     *
     * @return how many were begun
     */
    public int startNightly() {
        Instant now = clock.instant();
        LocalDate night = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<UUID> workspaces = Sql.on(entities).list("select id from workspace", row -> row.uuid("id"));
        return workspaces.stream()
                .mapToInt(workspace -> insert(Ids.next(), workspace, night, now.minus(NIGHTLY_SPAN), now))
                .sum();
    }

    private int insert(UUID id, UUID workspaceId, LocalDate night, Instant since, Instant until) {
        int inserted = Sql.on(entities)
                .update(
                        "insert into reconciliation (id, workspace_id, night, status, since, until, created_at)"
                                + " values (?, ?, cast(? as date), 'RUNNING', ?, ?, ?) on conflict do nothing",
                        id,
                        workspaceId,
                        Objects.toString(night, null),
                        since,
                        until,
                        clock.instant());
        if (inserted == 1) {
            outbox.addAll(
                    workspaceId,
                    ReconciliationHandler.KIND,
                    Share.BACKGROUND,
                    List.of(new Outbox.NewWork(id, id, clock.instant())));
        }
        return inserted;
    }

    private static ReconciliationView view(Row row) throws SQLException {
        return new ReconciliationView(
                row.uuid("id"),
                row.text("status"),
                row.instant("since"),
                row.instant("until"),
                row.integer("examined"),
                row.integer("changed"),
                row.integer("unchanged"),
                row.integer("taken_up"),
                row.integer("unreachable"),
                row.instant("created_at"),
                row.instant("finished_at"));
    }
}
