package io.fractal.media;

import io.fractal.outbox.Outbox;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Has what is attached to received messages fetched from its provider, in the background. */
@Stateless
public class MediaFetches {

    @Inject
    private AttachedMedia attached;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    /** Has everything fetched that is attached to these messages, after the present transaction's commit. */
    public void begin(UUID workspaceId, List<UUID> messageIds) {
        Instant now = clock.instant();
        outbox.addAll(
                workspaceId,
                MediaFetchHandler.KIND,
                attached.pendingOf(workspaceId, messageIds).stream()
                        .map(id -> new Outbox.NewWork(id, id, now))
                        .toList());
    }

    /**
     * Has one attachment fetched once more.
     *
     * @param position its place in the message, from 0
     * @throws AttachmentNotFoundException when there is no such attachment in this workspace
     * @throws NothingToFetchException when it is stored already, is being fetched, or is not kept by a provider
     */
    public void retry(UUID workspaceId, UUID messageId, int position) {
        AttachedMedia.Pending attachment = attached.locked(workspaceId, messageId, position)
                .orElseThrow(() -> new AttachmentNotFoundException(messageId, position));
        if (!attachment.state().equals("FAILED") || outbox.isUnfinished(MediaFetchHandler.KIND, attachment.id())) {
            throw new NothingToFetchException(messageId, position);
        }
        attached.startAgain(workspaceId, attachment);
        if (!outbox.takeUpAgain(MediaFetchHandler.KIND, attachment.id())) {
            outbox.add(workspaceId, MediaFetchHandler.KIND, attachment.id(), attachment.id(), clock.instant());
        }
    }
}
