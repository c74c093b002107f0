package io.fractal.receiving;

import io.fractal.media.MediaFetches;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Has fetched what is attached to received messages. Costs nothing for messages of text alone. */
@ApplicationScoped
public class MediaReaction implements InboundReaction {

    @EJB
    private MediaFetches fetches;

    @Override
    public void received(List<ReceivedMessage> batch) {
        List<UUID> withMedia = batch.stream()
                .filter(message -> !message.inbound().media().isEmpty())
                .map(ReceivedMessage::messageId)
                .toList();
        if (!withMedia.isEmpty()) {
            fetches.begin(batch.get(0).workspaceId(), withMedia);
        }
    }
}
