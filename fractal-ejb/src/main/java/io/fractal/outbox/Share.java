package io.fractal.outbox;

import java.util.Objects;
import java.util.UUID;

/**
 * Where work stands in line. In each lane the workspaces take turns, and within a workspace its shares do, so that a share with much
 * work does not hold up one with little.
 *
 * @param lane which work goes first
 * @param id the share's id
 */
public record Share(Lane lane, UUID id) {

    private static final UUID COMMON = new UUID(0, 0);

    /** What people wait for. */
    public static final Share PROMPT = new Share(Lane.CONVERSATION, COMMON);

    /** What nobody waits for. */
    public static final Share BACKGROUND = new Share(Lane.BULK, COMMON);

    public Share {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(id, "id");
    }

    /** A share of its own in the lane of bulk work. */
    public static Share ofJob(UUID jobId) {
        return new Share(Lane.BULK, jobId);
    }
}
