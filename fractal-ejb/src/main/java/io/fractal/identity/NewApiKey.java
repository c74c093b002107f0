package io.fractal.identity;

import java.time.Instant;

/**
 * What an API key is to be.
 *
 * @param name what people call it, 1 to 100 characters; it need not be the only one of that name
 * @param role what its holder may do
 * @param expiresAt from when it is worth nothing, or {@code null} for never
 */
public record NewApiKey(String name, Role role, Instant expiresAt) {}
