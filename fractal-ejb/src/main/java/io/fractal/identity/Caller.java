package io.fractal.identity;

import java.util.Objects;
import java.util.UUID;

/**
 * Who is calling, in which workspace.
 *
 * @param workspaceId the workspace they act in
 * @param userId the user, {@code null} for an API key
 * @param apiKeyId the API key, {@code null} for a user
 * @param sessionId the signed-in browser, {@code null} for an API key
 * @param name the user's or the key's name
 * @param email the user's email address, {@code null} for an API key
 * @param role what they may do
 */
public record Caller(
        UUID workspaceId, UUID userId, UUID apiKeyId, UUID sessionId, String name, String email, Role role) {

    public Caller {
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
    }
}
