package io.fractal.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who belongs to a workspace.
 *
 * @param userId who
 * @param name the name shown to people
 * @param email the address they sign in with
 * @param role what they may do
 * @param since when they joined
 */
public record Member(UUID userId, String name, String email, Role role, Instant since) {}
