package io.fractal.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * One claimed piece of work.
 *
 * @param id the outbox row's id
 * @param workspaceId whose work it is
 * @param kind which handler does it
 * @param subjectId what it is about, for example a message's id
 * @param orderKey work with the same key is done one at a time, oldest first
 * @param lane which work goes first
 * @param attempt which attempt this is, from 1
 * @param recovered whether an earlier attempt ended without a result (the process died, or the handler threw): what it did is not
 *     known and must be found out first
 * @param createdAt when the work was decided
 */
public record OutboxWork(
        UUID id,
        UUID workspaceId,
        String kind,
        UUID subjectId,
        UUID orderKey,
        Lane lane,
        int attempt,
        boolean recovered,
        Instant createdAt) {}
