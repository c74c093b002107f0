package io.fractal.idempotency;

import io.fractal.database.Ids;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/**
 * The keys that requests were sent with, and what was answered to them. Each method is a transaction of its own: the claim must be
 * committed before the work begins, or two equal requests would both begin.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class IdempotencyKeys {

    /** How long an answer is kept. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** No request works for so long: what has not ended by then was cut off. */
    public static final Duration LONGEST_WORK = Duration.ofMinutes(5);

    private static final String NAMED =
            " where workspace_id = ? and caller_id = ? and method = ? and path = ? and key = ?";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /**
     * Claims a key for a request, or tells what became of the one that had it first. An answer is forgotten after {@link #KEPT}.
     *
     * @param fingerprint what two equal requests have in common
     * @param repeatable whether the work recognises by itself that it was done before; then a claim that was cut off is taken over,
     *     which otherwise is {@link Claim.State#UNKNOWN}
     */
    public Claim claim(RequestKey key, byte[] fingerprint, boolean repeatable) {
        Instant now = clock.instant();
        Sql sql = Sql.on(entities);
        UUID claimId = Ids.next();
        boolean first = sql.update(
                        "insert into idempotency_key (workspace_id, caller_id, method, path, key, claim_id, fingerprint,"
                                + " claimed_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        key.workspaceId(),
                        key.callerId(),
                        key.method(),
                        key.path(),
                        key.key(),
                        claimId,
                        fingerprint,
                        now)
                == 1;
        return first ? Claim.first(claimId) : earlier(sql, key, fingerprint, repeatable, now);
    }

    private static Claim earlier(Sql sql, RequestKey key, byte[] fingerprint, boolean repeatable, Instant now) {
        Kept kept = sql.first(
                        "select fingerprint, status, location, content_type, body, claimed_at from idempotency_key"
                                + NAMED + " for update",
                        IdempotencyKeys::kept,
                        named(key))
                .orElse(null);
        if (kept == null) {
            return Claim.of(Claim.State.RUNNING); // released this moment: the next try may have it
        }
        if (kept.claimedAt().isBefore(now.minus(KEPT))) {
            return takeOver(sql, key, fingerprint, now);
        }
        if (!Arrays.equals(kept.fingerprint(), fingerprint)) {
            return Claim.of(Claim.State.REUSED);
        }
        if (kept.answer() != null) {
            return kept.answer().isErased()
                    ? Claim.of(Claim.State.ERASED)
                    : new Claim(Claim.State.ANSWERED, null, kept.answer());
        }
        if (kept.claimedAt().isAfter(now.minus(LONGEST_WORK))) {
            return Claim.of(Claim.State.RUNNING);
        }
        return repeatable ? takeOver(sql, key, fingerprint, now) : Claim.of(Claim.State.UNKNOWN);
    }

    private static Claim takeOver(Sql sql, RequestKey key, byte[] fingerprint, Instant now) {
        UUID claimId = Ids.next();
        sql.update(
                "update idempotency_key set claim_id = ?, fingerprint = ?, claimed_at = ?, status = null, location = null,"
                        + " content_type = null, body = null" + NAMED,
                claimId,
                fingerprint,
                now,
                key.workspaceId(),
                key.callerId(),
                key.method(),
                key.path(),
                key.key());
        return Claim.first(claimId);
    }

    /** Keeps the answer for whoever asks again. Does nothing when somebody else has taken the claim over. */
    public void complete(RequestKey key, UUID claimId, KeptAnswer answer) {
        Sql.on(entities)
                .update(
                        "update idempotency_key set status = ?, location = ?, content_type = ?, body = ?" + NAMED
                                + " and claim_id = ?",
                        answer.status(),
                        answer.location(),
                        answer.contentType(),
                        answer.body(),
                        key.workspaceId(),
                        key.callerId(),
                        key.method(),
                        key.path(),
                        key.key(),
                        claimId);
    }

    /** Forgets a claim, because nothing came of the work: the next request with this key is the first again. */
    public void release(RequestKey key, UUID claimId) {
        Sql.on(entities)
                .update(
                        "delete from idempotency_key" + NAMED + " and claim_id = ?",
                        key.workspaceId(),
                        key.callerId(),
                        key.method(),
                        key.path(),
                        key.key(),
                        claimId);
    }

    /**
     * Erases every answer that tells of something, as it holds what people wrote. The keys stay, so that nothing is done again. Works in
     * the caller's transaction.
     *
     * @param subjects the ids of what the answers may tell of
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public void eraseAnswers(UUID workspaceId, Collection<UUID> subjects) {
        Sql.on(entities)
                .update(
                        "update idempotency_key set body = null where workspace_id = ? and body is not null and exists"
                                + " (select 1 from unnest(cast(? as text[])) as subject (id)"
                                + " where position(convert_to(subject.id, 'UTF8') in body) > 0)",
                        workspaceId,
                        subjects.stream().map(UUID::toString).toList());
    }

    /**
     * Forgets, for all workspaces, what need not be kept any longer.
     *
     * @return how many keys there were
     */
    public int purge() {
        return Sql.on(entities)
                .update(
                        "delete from idempotency_key where claimed_at < ?",
                        clock.instant().minus(KEPT));
    }

    private static Object[] named(RequestKey key) {
        return new Object[] {key.workspaceId(), key.callerId(), key.method(), key.path(), key.key()};
    }

    private static Kept kept(Row row) throws SQLException {
        Integer status = row.integer("status");
        return new Kept(
                row.bytes("fingerprint"),
                row.instant("claimed_at"),
                status == null
                        ? null
                        : new KeptAnswer(status, row.text("location"), row.text("content_type"), row.bytes("body")));
    }

    private record Kept(byte[] fingerprint, Instant claimedAt, KeptAnswer answer) {}
}
