package io.fractal.media;

import java.time.Instant;
import java.util.UUID;

/**
 * What a signed link opens.
 *
 * @param thumbnail whether it is the small picture that may be read, not the media themselves
 * @param expiresAt until when
 */
public record MediaGrant(UUID workspaceId, UUID mediaId, boolean thumbnail, Instant expiresAt) {}
