package io.fractal.sending;

import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.GroupCommit;
import io.fractal.database.Ids;
import io.fractal.database.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door for whoever wants one message sent: what is asked for at the same time in one workspace is accepted in one transaction. Safe
 * for use from several threads.
 */
@ApplicationScoped
public class SendBatches {

    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(2, 64, 2_000, Duration.ofSeconds(10));

    @EJB
    private Transactions transactions;

    @Inject
    private Acceptance acceptance;

    @EJB
    private Messages messages;

    private final GroupCommit<Wish> batches =
            new GroupCommit<>("messages to send", Wish::workspaceId, this::accept, LIMITS);

    /**
     * Accepts a message. When this returns, the message is kept and will be handed to its provider, whatever happens to this process.
     * Must be called without a transaction.
     *
     * @return the message accepted, or the earlier one when the same {@code clientId} brings the same content again
     * @throws io.fractal.configuration.FractalException as {@link Sending#send}
     * @throws io.fractal.database.OverloadedException when too much is waiting; nothing was stored
     */
    public SentMessage send(UUID workspaceId, SendRequest request) {
        Wish wish = new Wish(workspaceId, new Draft(Ids.next(), request));
        batches.commit(wish);
        return wish.draft.outcome();
    }

    /** A transaction whose end could not be told may have committed: what is tried again is looked for first. */
    private void accept(List<Wish> batch) {
        UUID workspaceId = batch.get(0).workspaceId();
        transactions.doInNew(() -> {
            Map<UUID, MessageView> kept = kept(workspaceId, batch);
            List<Draft> drafts = batch.stream().map(Wish::begin).toList();
            drafts.forEach(draft -> draft.attempt(() -> {
                if (kept.containsKey(draft.messageId())) {
                    draft.became(new SentMessage(kept.get(draft.messageId()), false));
                }
            }));
            acceptance.accept(workspaceId, drafts);
        });
    }

    private Map<UUID, MessageView> kept(UUID workspaceId, List<Wish> batch) {
        List<UUID> tried = batch.stream()
                .filter(wish -> wish.tried)
                .map(wish -> wish.draft.messageId())
                .toList();
        return tried.isEmpty()
                ? Map.of()
                : messages.findAll(workspaceId, tried).stream()
                        .collect(Collectors.toMap(MessageView::id, Function.identity()));
    }

    private static final class Wish {

        private final UUID workspaceId;
        private volatile Draft draft;
        private boolean tried;

        Wish(UUID workspaceId, Draft draft) {
            this.workspaceId = workspaceId;
            this.draft = draft;
        }

        UUID workspaceId() {
            return workspaceId;
        }

        /** Each try begins with a clean draft of the same message. */
        Draft begin() {
            if (tried) {
                draft = new Draft(draft.messageId(), draft.asked());
            }
            tried = true;
            return draft;
        }
    }
}
