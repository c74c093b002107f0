package io.fractal.events;

import io.fractal.database.AfterCommit;
import io.fractal.database.Ids;
import io.fractal.database.Json;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes and reads the event log.
 *
 * <p>Readers go by transaction, then position, and only as far as every transaction is finished: an event that becomes visible late
 * stands behind every position a reader has come to, so that nothing is skipped and nothing comes twice.
 */
@Stateless
public class EventLog {

    private static final String POSITION = "cast(cast(transaction_id as text) as bigint) as transaction, position";
    private static final String FINISHED = "transaction_id < pg_snapshot_xmin(pg_current_snapshot())";

    /** Positions are given out in the order of the list. */
    private static final String INSERT = """
            insert into event (id, workspace_id, created_at, type, conversation_id, message_id, contact_id, data)
            select n.id, ?, ?, n.type, n.conversation_id, n.message_id, n.contact_id, cast(n.data as jsonb)
            from unnest(cast(? as uuid[]), cast(? as text[]), cast(? as uuid[]), cast(? as uuid[]), cast(? as uuid[]),
                cast(? as text[]))
                with ordinality as n (id, type, conversation_id, message_id, contact_id, data, place)
            order by n.place""";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private AfterCommit afterCommit;

    @Inject
    private Doorbell doorbell;

    @Inject
    private Clock clock;

    /**
     * Logs an event as part of the present transaction; after the commit, readers are woken.
     *
     * @param workspaceId whose event it is
     * @param event what happened
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void append(UUID workspaceId, NewEvent event) {
        appendAll(workspaceId, List.of(event));
    }

    /**
     * Logs events in their order, with one statement, as part of the present transaction; after the commit, readers are woken.
     *
     * @param workspaceId whose events they are
     * @param happened what happened
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void appendAll(UUID workspaceId, List<NewEvent> happened) {
        if (happened.isEmpty()) {
            return;
        }
        Sql.on(entities)
                .update(
                        INSERT,
                        workspaceId,
                        clock.instant(),
                        happened.stream().map(event -> Ids.next()).toList(),
                        happened.stream().map(NewEvent::type).toList(),
                        happened.stream().map(NewEvent::conversationId).toList(),
                        happened.stream().map(NewEvent::messageId).toList(),
                        happened.stream().map(NewEvent::contactId).toList(),
                        happened.stream().map(event -> Json.write(event.data())).toList());
        afterCommit.run(Doorbell.class, doorbell::ring);
    }

    /**
     * The events behind a position, of all workspaces, in order, as far as they can be read without skipping one.
     *
     * @param after how far the reader has come
     * @param limit how many at most
     */
    public List<LoggedEvent> readAfter(EventPosition after, int limit) {
        return Sql.on(entities)
                .list(
                        "select id, workspace_id, " + POSITION
                                + ", type, conversation_id, message_id, contact_id, data, created_at"
                                + " from event where (transaction_id, position) > (cast(? as xid8), ?) and " + FINISHED
                                + " order by transaction_id, position limit ?",
                        EventLog::event,
                        Long.toString(after.transactionId()),
                        after.position(),
                        limit);
    }

    /** The position of the last event that can be read, or {@link EventPosition#START}. */
    public EventPosition latest() {
        return horizon().latest();
    }

    /** The id of the last event that can be read, or empty when there is none. */
    public Optional<UUID> latestId() {
        List<?> found = entities.createNativeQuery("select e.id from event e"
                        + " where e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())"
                        + " order by e.transaction_id desc, e.position desc limit 1")
                .getResultList();
        return found.stream().map(UUID.class::cast).findFirst();
    }

    /** Where an event stands, or empty when the log does not have it (any more). */
    public Optional<EventPosition> positionOf(UUID eventId) {
        return Sql.on(entities).first("select " + POSITION + " from event where id = ?", EventLog::position, eventId);
    }

    /** The id of the event at a position, or empty when there is none. */
    public Optional<UUID> idAt(EventPosition position) {
        return Sql.on(entities)
                .first(
                        "select id from event where transaction_id = cast(? as xid8) and position = ?",
                        row -> row.uuid("id"),
                        Long.toString(position.transactionId()),
                        position.position());
    }

    /** How far the log can be read at this moment. */
    public EventHorizon horizon() {
        // in one statement, so that both halves see the same snapshot
        String latest = "select " + POSITION + " from event where " + FINISHED
                + " order by transaction_id desc, event.position desc limit 1";
        return Sql.on(entities)
                .list(
                        "select coalesce(transaction, 0) as transaction, coalesce(position, 0) as position,"
                                + " coalesce((select transaction_id from event order by transaction_id desc, position desc limit 1)"
                                + " >= pg_snapshot_xmin(pg_current_snapshot()), false) as unfinished"
                                + " from (select 1) as always left join (" + latest + ") as latest on true",
                        row -> new EventHorizon(position(row), row.flag("unfinished")))
                .get(0);
    }

    private static EventPosition position(Row row) throws SQLException {
        return new EventPosition(row.number("transaction"), row.number("position"));
    }

    private static LoggedEvent event(Row row) throws SQLException {
        return new LoggedEvent(
                row.uuid("id"),
                row.uuid("workspace_id"),
                position(row),
                row.text("type"),
                row.uuid("conversation_id"),
                row.uuid("message_id"),
                row.uuid("contact_id"),
                row.text("data"),
                row.instant("created_at"));
    }
}
