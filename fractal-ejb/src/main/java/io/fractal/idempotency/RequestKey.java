package io.fractal.idempotency;

import java.util.UUID;

/**
 * What a key stands for: the same key of another caller, or for another address, is another.
 *
 * @param callerId the user or the API key that asks
 * @param method the HTTP method
 * @param path the path as it was asked for
 * @param key the caller's own key
 */
public record RequestKey(UUID workspaceId, UUID callerId, String method, String path, String key) {}
