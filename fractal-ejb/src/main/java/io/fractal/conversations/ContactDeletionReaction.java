package io.fractal.conversations;

import java.util.UUID;

/**
 * Does its part when a contact is deleted, in the transaction that deletes it. Found as a CDI bean. Must be quick and must not call a
 * provider; whatever takes time belongs into the outbox.
 */
public interface ContactDeletionReaction {

    /**
     * A contact, which is held with its addresses, is about to be erased: everything about it is still there.
     *
     * @param messages what becomes of its messages
     */
    void deleting(UUID workspaceId, UUID contactId, ContactDeletions.MessagesToo messages);
}
