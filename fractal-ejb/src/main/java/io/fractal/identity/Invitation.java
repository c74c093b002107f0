package io.fractal.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who may become a member and has not yet.
 *
 * @param id its id
 * @param workspaceId the workspace they are invited into
 * @param workspaceName what that is called
 * @param email the address that was invited
 * @param role what they will be
 * @param createdAt when they were invited
 * @param expiresAt until when the link works
 */
public record Invitation(
        UUID id,
        UUID workspaceId,
        String workspaceName,
        String email,
        Role role,
        Instant createdAt,
        Instant expiresAt) {}
