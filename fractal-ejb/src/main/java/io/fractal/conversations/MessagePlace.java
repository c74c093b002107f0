package io.fractal.conversations;

import java.util.UUID;

/**
 * A place in a conversation that one message takes.
 *
 * @param sequence counting from 1, without gaps
 */
public record MessagePlace(UUID workspaceId, UUID conversationId, UUID contactId, long sequence) {}
