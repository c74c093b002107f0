package io.fractal.receiving;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/** Lets everything that reacts to received messages do so. Works in the caller's transaction. */
@ApplicationScoped
public class InboundReactions {

    @Inject
    @Any
    private Instance<InboundReaction> reactions;

    /** Hands a batch to each of them. */
    void received(List<ReceivedMessage> batch) {
        if (!batch.isEmpty()) {
            reactions.forEach(reaction -> reaction.received(batch));
        }
    }
}
