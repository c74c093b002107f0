package io.fractal.sending;

import java.util.UUID;

/**
 * One try at handing over one message of a workspace.
 *
 * @param attemptId the {@link DeliveryAttempt} that was written down for it
 */
record Tried(UUID workspaceId, UUID messageId, UUID attemptId) {}
