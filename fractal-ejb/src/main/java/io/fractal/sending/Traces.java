package io.fractal.sending;

import io.fractal.idempotency.IdempotencyKeys;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.UUID;

/** What is left elsewhere of the texts of messages: the answers to those who sent them, and what other components keep. */
@ApplicationScoped
public class Traces {

    @EJB
    private IdempotencyKeys answers;

    @Inject
    @Any
    private Instance<ErasureReaction> reactions;

    /** Erases it, in the caller's transaction. */
    void erase(UUID workspaceId, Collection<UUID> messageIds) {
        answers.eraseAnswers(workspaceId, messageIds);
        reactions.forEach(reaction -> reaction.erased(workspaceId, messageIds));
    }
}
