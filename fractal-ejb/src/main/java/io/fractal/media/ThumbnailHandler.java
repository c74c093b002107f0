package io.fractal.media;

import io.fractal.database.Transactions;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes small pictures of stored images, one at a time on each node: decoding is what costs memory. Repeating it makes the same picture
 * again.
 */
@ApplicationScoped
public class ThumbnailHandler implements OutboxHandler {

    static final String KIND = "media-thumbnail";

    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Semaphore decoding = new Semaphore(1);

    @EJB
    private Transactions transactions;

    @Inject
    private MediaReader reader;

    @Inject
    private AttachedMedia attached;

    @Inject
    private Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        if (work.recovered() && work.attempt() > TRIES) {
            return OutboxResult.dead("the image brings the node down");
        }
        if (!decoding.tryAcquire()) {
            return OutboxResult.retryAt(clock.instant().plus(PAUSE), "another image is being read");
        }
        try {
            return make(work);
        } finally {
            decoding.release();
        }
    }

    private OutboxResult make(OutboxWork work) {
        try {
            Optional<Thumbnail> thumbnail = thumbnail(work);
            thumbnail.ifPresent(made ->
                    transactions.doInNew(() -> attached.thumbnailMade(work.workspaceId(), work.subjectId(), made)));
            return OutboxResult.done();
        } catch (IOException | RuntimeException damaged) { // readers throw whatever a damaged file leads them to
            return OutboxResult.dead(
                    "the image cannot be read: " + damaged.getClass().getName());
        }
    }

    private Optional<Thumbnail> thumbnail(OutboxWork work) throws IOException {
        Path file = reader.intoFile(work.workspaceId(), work.subjectId());
        try {
            return Images.thumbnail(Content.of(file));
        } finally {
            Files.delete(file);
        }
    }
}
