package io.fractal.sending;

import java.util.Collection;
import java.util.UUID;

/** Erases what a component keeps of the texts of messages beside the messages themselves. Works in the caller's transaction. */
public interface ErasureReaction {

    /**
     * What was written in some messages is erased for good.
     *
     * @param messageIds whose rows are held, and marked as erased
     */
    void erased(UUID workspaceId, Collection<UUID> messageIds);
}
