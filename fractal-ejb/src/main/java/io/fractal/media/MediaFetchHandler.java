package io.fractal.media;

import io.fractal.channels.ProviderAccounts;
import io.fractal.configuration.Settings;
import io.fractal.database.Transactions;
import io.fractal.outbox.OutboxHandler;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.plugins.PluginFailedException;
import io.fractal.plugins.PluginHost;
import io.fractal.plugins.UnknownProviderAdapterException;
import io.fractal.spi.FetchedMedia;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.MediaSource;
import io.fractal.spi.ProviderFailedException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Fetches what is attached to received messages, a few at a time on each node so that messages to send never wait behind it. What comes
 * of it stands on the attachment for all to see. Fetching twice stores the same bytes once.
 */
@ApplicationScoped
public class MediaFetchHandler implements OutboxHandler {

    static final String KIND = "media-fetch";

    private static final int AT_ONCE = 3;
    private static final Duration UNTIL_FREE = Duration.ofSeconds(1);

    /** About a day: as long as an outage of a provider may last. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private final Semaphore free = new Semaphore(AT_ONCE);

    @EJB
    private Transactions transactions;

    @Inject
    private AttachedMedia attached;

    @EJB
    private MediaStore store;

    @EJB
    private ProviderAccounts accounts;

    @Inject
    private PluginHost plugins;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public OutboxResult handle(OutboxWork work) {
        if (!free.tryAcquire()) {
            return OutboxResult.retryAt(clock.instant().plus(UNTIL_FREE), "enough are being fetched");
        }
        try {
            return transactions
                    .inNew(() -> attached.find(work.workspaceId(), work.subjectId()))
                    .filter(attachment -> attachment.state().equals("PENDING"))
                    .map(attachment -> fetch(work.workspaceId(), attachment))
                    .orElseGet(OutboxResult::done);
        } finally {
            free.release();
        }
    }

    private OutboxResult fetch(UUID workspaceId, AttachedMedia.Pending attachment) {
        try {
            Optional<MediaSource> source = source(workspaceId, attachment.place());
            if (source.isEmpty()) {
                return later(workspaceId, attachment, "PROVIDER_NOT_AVAILABLE", null, Optional.empty());
            }
            FetchedMedia fetched = source.get().fetch(attachment.place().url(), settings.mediaMaxBytes());
            return keep(workspaceId, attachment, fetched);
        } catch (ProviderFailedException failure) {
            return failed(workspaceId, attachment, failure);
        } catch (PluginFailedException failure) {
            return later(workspaceId, attachment, failure.code(), null, Optional.empty());
        }
    }

    /** Whom to ask; empty when no plugin speaks for the provider now, or it is given no credentials. */
    private Optional<MediaSource> source(UUID workspaceId, AttachedMedia.Place place) {
        try {
            return transactions
                    .inNew(() -> accounts.find(workspaceId, place.providerAccountId()))
                    .flatMap(accounts::credentials)
                    .map(account -> plugins.adapter(place.provider(), account))
                    .map(adapter -> adapter.media().orElse(PublicMedia.SOURCE));
        } catch (UnknownProviderAdapterException notRunning) {
            return Optional.empty();
        }
    }

    private OutboxResult keep(UUID workspaceId, AttachedMedia.Pending attachment, FetchedMedia fetched) {
        if (fetched.content().length == 0) {
            return giveUp(workspaceId, attachment, "MEDIA_EMPTY", "The provider delivered an empty file.");
        }
        if (fetched.content().length > settings.mediaMaxBytes()) {
            return giveUp(workspaceId, attachment, "MEDIA_TOO_LARGE", tooLarge());
        }
        NewMedia media = new NewMedia(
                Content.of(fetched.content()),
                fetched.contentType(),
                fetched.fileName().orElse(null),
                MediaPurpose.INBOUND,
                null);
        transactions.doInNew(() -> attached.stored(workspaceId, attachment, store.store(workspaceId, media)));
        return OutboxResult.done();
    }

    private String tooLarge() {
        return "The file has more than the " + settings.mediaMaxBytes() + " bytes that are taken in.";
    }

    private OutboxResult failed(UUID workspaceId, AttachedMedia.Pending attachment, ProviderFailedException failure) {
        String code = failure.providerError()
                .map(ProviderError::code)
                .orElse(failure.kind().name());
        String words = failure.providerError().flatMap(ProviderError::message).orElse(null);
        return switch (failure.kind()) {
            case REJECTED, BUG -> giveUp(workspaceId, attachment, code, words);
            case THROTTLED, UNAVAILABLE, OUTCOME_UNKNOWN ->
                later(workspaceId, attachment, code, words, failure.retryAfter());
        };
    }

    private OutboxResult later(
            UUID workspaceId, AttachedMedia.Pending attachment, String code, String words, Optional<Duration> asked) {
        if (attachment.attempts() >= PAUSES.size()) {
            return giveUp(workspaceId, attachment, code, words);
        }
        transactions.doInNew(() -> attached.failed(workspaceId, attachment, "PENDING", code, words));
        return OutboxResult.retryAt(next(PAUSES.get(attachment.attempts()), asked), code);
    }

    /** A fifth later by chance, so that what failed together does not come back together; never sooner than asked for. */
    private Instant next(Duration pause, Optional<Duration> asked) {
        Duration spread = pause.plusMillis(ThreadLocalRandom.current().nextLong(1 + pause.toMillis() / 5));
        return clock.instant()
                .plus(asked.filter(wish -> wish.compareTo(spread) > 0).orElse(spread));
    }

    private OutboxResult giveUp(UUID workspaceId, AttachedMedia.Pending attachment, String code, String words) {
        transactions.doInNew(() -> attached.failed(workspaceId, attachment, "FAILED", code, words));
        return OutboxResult.dead(code);
    }
}
