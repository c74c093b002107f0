package io.fractal.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A session of a user's that has not ended.
 *
 * @param id its id
 * @param userAgent how the browser or program named itself; {@code null} when it did not
 * @param createdAt when it began
 * @param lastSeenAt when it was last used, to the minute
 * @param expiresAt when it ends unless used before
 */
public record OpenSession(UUID id, String userAgent, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
