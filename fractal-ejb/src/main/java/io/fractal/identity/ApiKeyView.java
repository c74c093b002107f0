package io.fractal.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * An API key as it is shown; what it opens Fractal with is not kept.
 *
 * @param id its id
 * @param name what people call it
 * @param prefix its first characters, by which people recognise it
 * @param role what its holder may do
 * @param createdAt when it was made
 * @param expiresAt from when it is worth nothing, or {@code null} for never
 * @param lastUsedAt when it was used last, at most a minute out of date; {@code null} for never
 * @param revokedAt when it was made worthless, or {@code null}
 * @param replacedBy the key that was made in its stead, or {@code null}
 */
public record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        Role role,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt,
        UUID replacedBy) {}
