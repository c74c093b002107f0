package io.fractal.sending;

import io.fractal.database.Row;
import io.fractal.database.Sql;
import io.fractal.outbox.Outbox;
import io.fractal.outbox.Share;
import io.fractal.tracking.RefreshHandler;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sets messages going again that nobody works on any more: those whose outcome is still unknown after their work was given up, and
 * those that wait without any work left. {@link SendHandler} then finds out by itself what has to be done.
 */
@Stateless
public class StuckMessages {

    /** Whatever is on its way normally has moved by then. */
    private static final Duration STILL = Duration.ofMinutes(5);

    /** Reports come within seconds, from slow carriers within minutes. */
    private static final Duration QUIET = Duration.ofHours(1);

    /** Twilio keeps messages longer, but after that an answer helps nobody any more. */
    private static final Duration WORTH_ASKING = Duration.ofDays(3);

    private static final int AT_ONCE = 100;

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    /**
     * Takes their work up again.
     *
     * @return how many messages there were
     */
    public int setGoing() {
        Instant now = clock.instant();
        List<Stuck> stuck = Sql.on(entities)
                .list(
                        "select m.id, m.workspace_id, m.conversation_id, m.bulk_job_id from message m"
                                + " where m.direction = 'OUTBOUND' and m.status in ('UNKNOWN', 'QUEUED', 'SCHEDULED')"
                                + " and (m.status <> 'SCHEDULED' or m.schedule_by = 'PROVIDER' or m.scheduled_at < ?)"
                                + " and m.provider_message_id is null and m.updated_at < ?"
                                + " and coalesce(m.scheduled_at, m.created_at) > ?"
                                + " and not exists (select 1 from outbox o where o.kind = 'send' and o.subject_id = m.id"
                                + " and (o.state in ('PENDING', 'CLAIMED') or o.finished_at > ?))"
                                + " order by m.created_at limit ?",
                        StuckMessages::stuck,
                        now.minus(STILL),
                        now.minus(STILL),
                        now.minus(WORTH_ASKING),
                        now.minus(STILL),
                        AT_ONCE);
        stuck.forEach(message -> setGoing(message, now));
        return stuck.size();
    }

    /**
     * Has the provider asked, once for each message, how those stand that it took and has not reported on for long.
     *
     * @return how many messages there were
     */
    public int askForQuietOnes() {
        Instant now = clock.instant();
        List<Stuck> quiet = Sql.on(entities)
                .list(
                        "select m.id, m.workspace_id, m.conversation_id, m.bulk_job_id"
                                + " from workspace w join message m on m.workspace_id = w.id"
                                + " where m.direction = 'OUTBOUND' and m.status in ('ACCEPTED', 'QUEUED', 'SENDING', 'SENT')"
                                + " and m.provider_message_id is not null and m.updated_at < ? and m.created_at > ?"
                                + " and not exists (select 1 from outbox o where o.kind = ? and o.subject_id = m.id)"
                                + " order by m.created_at limit ?",
                        StuckMessages::stuck,
                        now.minus(QUIET),
                        now.minus(WORTH_ASKING),
                        RefreshHandler.KIND,
                        AT_ONCE);
        quiet.forEach(message -> outbox.addAll(
                message.workspaceId(),
                RefreshHandler.KIND,
                Share.BACKGROUND,
                List.of(new Outbox.NewWork(message.id(), message.id(), now))));
        return quiet.size();
    }

    /**
     * Takes up the work on a message that the provider does not have, if nobody works on it.
     *
     * @return whether nobody did
     */
    public boolean takeUp(UUID workspaceId, UUID messageId) {
        if (outbox.isUnfinished(SendHandler.KIND, messageId)) {
            return false;
        }
        Optional<Stuck> found = Sql.on(entities)
                .first(
                        "select id, workspace_id, conversation_id, bulk_job_id from message where workspace_id = ? and id = ?"
                                + " and provider_message_id is null",
                        StuckMessages::stuck,
                        workspaceId,
                        messageId);
        found.ifPresent(message -> setGoing(message, clock.instant()));
        return found.isPresent();
    }

    private void setGoing(Stuck message, Instant now) {
        if (!outbox.takeUpAgain(SendHandler.KIND, message.id())) {
            outbox.addAll(message.workspaceId(), SendHandler.KIND, message.share(), List.of(message.work(now)));
        }
    }

    private static Stuck stuck(Row row) throws SQLException {
        return new Stuck(
                row.uuid("id"), row.uuid("workspace_id"), row.uuid("conversation_id"), row.uuid("bulk_job_id"));
    }

    private record Stuck(UUID id, UUID workspaceId, UUID conversationId, UUID bulkJobId) {

        Share share() {
            return bulkJobId == null ? Share.PROMPT : Share.ofJob(bulkJobId);
        }

        /** The messages of a bulk job do not wait for others of their conversation. */
        Outbox.NewWork work(Instant now) {
            return new Outbox.NewWork(id, bulkJobId == null ? conversationId : id, now);
        }
    }
}
