package io.fractal.sending;

import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Accepts messages to be sent, one or many. Works in the caller's transaction. */
@ApplicationScoped
public class Acceptance {

    @Inject
    private DraftChecks checks;

    @Inject
    private DraftWriter writer;

    @EJB
    private Messages messages;

    /**
     * Accepts what may be sent of some drafts with a few statements for all of them. Each draft
     * has its {@link Draft#outcome()} afterwards.
     */
    void accept(UUID workspaceId, List<Draft> drafts) {
        checks.check(workspaceId, drafts);
        List<Draft> accepted = DraftChecks.open(drafts);
        writer.write(workspaceId, accepted);
        Map<UUID, MessageView> views =
                messages
                        .findAll(
                                workspaceId,
                                accepted.stream().map(Draft::messageId).toList())
                        .stream()
                        .collect(Collectors.toMap(MessageView::id, Function.identity()));
        accepted.forEach(draft -> draft.became(new SentMessage(views.get(draft.messageId()), false)));
    }
}
