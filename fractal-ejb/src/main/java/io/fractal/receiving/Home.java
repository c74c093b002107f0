package io.fractal.receiving;

import java.util.UUID;

/**
 * Where a received message belongs.
 *
 * @param contactCreated whether the contact came into being with this message
 * @param conversationCreated whether the conversation came into being with this message
 */
record Home(UUID contactId, boolean contactCreated, UUID conversationId, boolean conversationCreated) {}
