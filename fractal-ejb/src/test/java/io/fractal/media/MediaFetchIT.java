package io.fractal.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.conversations.MediaState;
import io.fractal.conversations.MediaView;
import io.fractal.conversations.MessageView;
import io.fractal.conversations.Messages;
import io.fractal.database.Ids;
import io.fractal.outbox.OutboxResult;
import io.fractal.outbox.OutboxWork;
import io.fractal.spi.ErrorKind;
import io.fractal.spi.FetchedMedia;
import io.fractal.spi.InboundEvent.ProviderError;
import io.fractal.spi.ProviderFailedException;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MediaFetchIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private MediaFetchHandler handler;

    @BeforeEach
    void world() {
        world = new MessagingWorld(DATABASE);
        handler = world.get(MediaFetchHandler.class);
    }

    @Test
    void everyAttachmentIsFetchedAndTheMessageShowsOurOwnAddress() {
        MessageView before = receive("https://api.example/1", "https://api.example/2", "https://api.example/3");
        assertEquals(
                List.of("https://api.example/1", "https://api.example/2", "https://api.example/3"),
                before.media().stream().map(MediaView::url).toList());
        assertTrue(before.media().stream().allMatch(media -> media.state() == MediaState.PENDING));
        byte[] picture = Samples.jpeg(800, 600);
        world.provider.onMedia = (url, most) -> new FetchedMedia(
                url.endsWith("2") ? Samples.pdf() : picture,
                url.endsWith("2") ? "application/pdf" : "image/jpeg",
                Optional.of("from-provider-" + url.charAt(url.length() - 1)));

        work("media-fetch").forEach(work -> assertInstanceOf(OutboxResult.Done.class, handler.handle(work)));

        MessageView stored = message(before.id());
        assertTrue(
                stored.media().stream().allMatch(media -> media.state() == MediaState.STORED),
                stored.media()::toString);
        assertEquals(
                List.of("from-provider-1.jpg", "from-provider-2.pdf", "from-provider-3.jpg"),
                stored.media().stream().map(MediaView::fileName).toList());
        assertEquals(picture.length, stored.media().get(0).size());
        MediaLinks links = world.get(MediaLinks.class);
        assertEquals(
                stored.media().stream()
                        .map(media -> Optional.of(media.mediaId()))
                        .toList(),
                stored.media().stream().map(media -> links.idOf(media.url())).toList());
        assertEquals(3, updates(before.id()));
        assertEquals(2, world.count("select count(*) as n from media_content"), "the same picture twice is kept once");
    }

    @Test
    void thumbnailsAreMadeInTheBackgroundAndTold() {
        MessageView message = receive("https://api.example/1");
        world.provider.onMedia =
                (url, most) -> new FetchedMedia(Samples.jpeg(800, 600), "image/jpeg", Optional.empty());
        work("media-fetch").forEach(handler::handle);
        assertNull(message(message.id()).media().get(0).thumbnailUrl());

        ThumbnailHandler thumbnails = world.get(ThumbnailHandler.class);
        List<OutboxWork> work = work("media-thumbnail");
        assertEquals(1, work.size());
        work.forEach(one -> assertInstanceOf(OutboxResult.Done.class, thumbnails.handle(one)));

        MediaView media = message(message.id()).media().get(0);
        assertNotNull(media.thumbnailUrl());
        assertEquals(2, updates(message.id()));
        Thumbnail thumbnail = world.inTransaction(() -> world.get(MediaStore.class)
                .thumbnail(world.workspaceId, media.mediaId())
                .orElseThrow());
        assertEquals("image/jpeg", thumbnail.contentType());
        assertEquals(
                320, Images.size(Content.of(thumbnail.bytes())).orElseThrow().width());
        assertTrue(world.get(MediaLinks.class)
                .open(media.thumbnailUrl().split("/")[4])
                .orElseThrow()
                .thumbnail());
    }

    @Test
    void anImageThatCannotBeReadIsKeptWithoutAThumbnail() {
        MessageView message = receive("https://api.example/1");
        world.provider.onMedia =
                (url, most) -> new FetchedMedia(Samples.pngThatClaims(100, 100), "image/png", Optional.empty());
        work("media-fetch").forEach(handler::handle);

        assertInstanceOf(
                OutboxResult.Dead.class,
                world.get(ThumbnailHandler.class).handle(work("media-thumbnail").get(0)));
        assertEquals(MediaState.STORED, message(message.id()).media().get(0).state());
    }

    @Test
    void aRefusalStandsOnTheAttachmentAndCanBeTriedAgain() {
        MessageView message = receive("https://api.example/1", "https://api.example/2");
        world.provider.onMedia = (url, most) -> {
            if (url.endsWith("1")) {
                throw failure(ErrorKind.REJECTED, "20003", "Authenticate");
            }
            return new FetchedMedia(Samples.pdf(), "application/pdf", Optional.empty());
        };
        for (OutboxWork work : work("media-fetch")) {
            finish(work, handler.handle(work));
        }

        List<MediaView> media = message(message.id()).media();
        assertEquals(MediaState.FAILED, media.get(0).state());
        assertEquals("20003", media.get(0).errorCode());
        assertEquals("Authenticate", media.get(0).errorMessage());
        assertEquals("https://api.example/1", media.get(0).url());
        assertEquals(MediaState.STORED, media.get(1).state(), "one that fails does not keep back the other");

        assertThrows(NothingToFetchException.class, () -> retry(message.id(), 1));
        assertThrows(AttachmentNotFoundException.class, () -> retry(message.id(), 2));
        assertThrows(AttachmentNotFoundException.class, () -> retry(Ids.next(), 0));
        retry(message.id(), 0);
        assertEquals(MediaState.PENDING, message(message.id()).media().get(0).state());
        assertNull(message(message.id()).media().get(0).errorCode());
        assertThrows(NothingToFetchException.class, () -> retry(message.id(), 0), "it is being fetched");

        world.provider.onMedia = (url, most) -> new FetchedMedia(Samples.pdf(), "application/pdf", Optional.empty());
        work("media-fetch").forEach(handler::handle);
        assertEquals(MediaState.STORED, message(message.id()).media().get(0).state());
    }

    @Test
    void whatMayPassIsTriedAgainWithGrowingPausesAndAtLastGivenUp() {
        MessageView message = receive("https://api.example/1");
        OutboxWork work = work("media-fetch").get(0);
        world.provider.onMedia = (url, most) -> {
            throw failure(ErrorKind.UNAVAILABLE, "503", null);
        };
        Duration pause = Duration.ZERO;
        for (int i = 0; i < 9; i++) {
            OutboxResult.RetryAt again = assertInstanceOf(OutboxResult.RetryAt.class, handler.handle(work));
            Duration next = Duration.between(world.clock.instant(), again.time());
            assertTrue(next.compareTo(pause) > 0, next + " after " + pause);
            pause = next;
            assertEquals(
                    MediaState.PENDING, message(message.id()).media().get(0).state());
            assertEquals("503", message(message.id()).media().get(0).errorCode(), "seen while it waits");
        }
        assertInstanceOf(OutboxResult.Dead.class, handler.handle(work));
        assertEquals(MediaState.FAILED, message(message.id()).media().get(0).state());
    }

    @Test
    void aProviderThatAsksToWaitIsGivenThatTime() {
        receive("https://api.example/1");
        world.provider.onMedia = (url, most) -> {
            throw new ProviderFailedException(
                    ErrorKind.THROTTLED, "busy", Optional.empty(), Optional.of(Duration.ofMinutes(7)), null);
        };
        OutboxResult.RetryAt again = assertInstanceOf(
                OutboxResult.RetryAt.class, handler.handle(work("media-fetch").get(0)));
        assertEquals(world.clock.instant().plus(Duration.ofMinutes(7)), again.time());
    }

    @Test
    void whatIsTooLargeOrEmptyIsNotKept() {
        MessageView message = receive("https://api.example/1", "https://api.example/2");
        world.provider.onMedia = (url, most) -> new FetchedMedia(
                url.endsWith("1") ? new byte[(int) most + 1] : new byte[0], "image/jpeg", Optional.empty());
        work("media-fetch").forEach(handler::handle);

        assertEquals(
                List.of("MEDIA_TOO_LARGE", "MEDIA_EMPTY"),
                message(message.id()).media().stream().map(MediaView::errorCode).toList());
        assertEquals(0, world.count("select count(*) as n from media"));
    }

    @Test
    void whatComesInIsKeptWhateverItReallyIs() {
        MessageView message = receive("https://api.example/1");
        world.provider.onMedia = (url, most) -> new FetchedMedia(Samples.html(), "image/jpeg", Optional.of("a.jpg"));
        work("media-fetch").forEach(handler::handle);

        MediaView media = message(message.id()).media().get(0);
        assertEquals(MediaState.STORED, media.state());
        assertEquals("text/html", media.contentType());
        StoredMedia stored = world.inTransaction(() -> world.get(MediaStore.class)
                .find(world.workspaceId, media.mediaId())
                .orElseThrow());
        assertEquals(false, stored.shownInPlace());
    }

    @Test
    void onlyAFewAreFetchedAtOnce() throws Exception {
        receive("https://api.example/1", "https://api.example/2", "https://api.example/3", "https://api.example/4");
        CountDownLatch arrived = new CountDownLatch(3);
        CountDownLatch go = new CountDownLatch(1);
        world.provider.onMedia = (url, most) -> {
            arrived.countDown();
            try {
                go.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new FetchedMedia(Samples.pdf(), "application/pdf", Optional.empty());
        };
        List<OutboxWork> work = work("media-fetch");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<OutboxResult>> busy = new ArrayList<>();
            work.subList(0, 3).forEach(one -> busy.add(threads.submit(() -> handler.handle(one))));
            assertTrue(arrived.await(30, TimeUnit.SECONDS));

            assertInstanceOf(OutboxResult.RetryAt.class, handler.handle(work.get(3)));

            go.countDown();
            for (Future<OutboxResult> one : busy) {
                assertInstanceOf(OutboxResult.Done.class, one.get());
            }
            assertInstanceOf(OutboxResult.Done.class, handler.handle(work.get(3)));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTextAloneBringsNoWork() {
        world.sms("SM1", MessagingWorld.PERSON, "Hallo");
        assertEquals(0, world.count("select count(*) as n from outbox where kind like 'media%'"));
    }

    @Test
    void publicPlacesInsideOurOwnNetworkAreRefused() {
        for (String url : List.of(
                "http://127.0.0.1:8080/health",
                "http://localhost/x",
                "http://10.0.0.1/x",
                "http://192.168.1.1/x",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]/x",
                "http://[fd00::1]/x",
                "file:///etc/passwd",
                "not an address")) {
            ProviderFailedException refused =
                    assertThrows(ProviderFailedException.class, () -> PublicMedia.SOURCE.fetch(url, 1000), url);
            assertEquals(ErrorKind.REJECTED, refused.kind(), url);
        }
    }

    private static ProviderFailedException failure(ErrorKind kind, String code, String message) {
        return new ProviderFailedException(
                kind,
                "as the test says",
                Optional.of(new ProviderError(code, Optional.ofNullable(message))),
                Optional.empty(),
                null);
    }

    private MessageView receive(String... urls) {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "MessageSid",
                "MM1",
                "From",
                MessagingWorld.PERSON,
                "To",
                MessagingWorld.SMS_SENDER,
                "Body",
                "Hallo",
                "NumMedia",
                Integer.toString(urls.length)));
        for (int i = 0; i < urls.length; i++) {
            parameters.put("MediaUrl" + i, urls[i]);
            parameters.put("MediaContentType" + i, "image/jpeg");
        }
        world.webhook(parameters);
        return message(UUID.fromString(world.texts("select id as t from message where provider_message_id = 'MM1'")
                .get(0)));
    }

    private MessageView message(UUID id) {
        return world.inTransaction(() -> world.get(Messages.class)
                .find(world.workspaceId, id)
                .orElseThrow()
                .message());
    }

    private void retry(UUID message, int position) {
        world.inTransaction(() -> {
            world.get(MediaFetches.class).retry(world.workspaceId, message, position);
            return null;
        });
    }

    /** The pending work of a kind, as the dispatcher would hand it out. */
    private List<OutboxWork> work(String kind) {
        return world
                .texts(
                        "select subject_id as t from outbox where kind = ? and state = 'PENDING' order by position",
                        kind)
                .stream()
                .map(id -> world.work(UUID.fromString(id), 1, false))
                .toList();
    }

    private void finish(OutboxWork work, OutboxResult result) {
        world.inTransaction(() -> io.fractal.database.Sql.on(DATABASE.entities())
                .update(
                        "update outbox set state = ? where kind = 'media-fetch' and subject_id = ?",
                        result instanceof OutboxResult.Dead ? "DEAD" : "DONE",
                        work.subjectId()));
    }

    private long updates(UUID message) {
        return world.count(
                "select count(*) as n from event where type = 'message.updated' and message_id = ?", message);
    }
}
