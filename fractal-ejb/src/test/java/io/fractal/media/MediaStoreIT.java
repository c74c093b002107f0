package io.fractal.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fractal.configuration.InvalidRequestException;
import io.fractal.database.Ids;
import io.fractal.testing.MessagingWorld;
import io.fractal.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MediaStoreIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private MessagingWorld world;
    private MediaStore store;

    @BeforeEach
    void world() {
        world = new MessagingWorld(
                DATABASE, Map.of("FRACTAL_MEDIA_MAX_BYTES", "3000000", "APP_URL", "https://hub.example"));
        store = world.get(MediaStore.class);
        world.get(MediaReader.class);
    }

    @Test
    void whatIsStoredIsReadBackByteByByteAsAWholeAndInStretches() throws IOException {
        byte[] bytes = Samples.noise(2 * MediaContents.CHUNK + 1234, 1);
        StoredMedia media = upload(bytes, null, "data.bin");

        assertEquals(bytes.length, media.size());
        assertEquals(3, world.count("select count(*) as n from media_chunk"));
        assertArrayEquals(bytes, read(media, 0, bytes.length));
        int edge = MediaContents.CHUNK;
        assertArrayEquals(Arrays.copyOfRange(bytes, edge - 5, edge + 7), read(media, edge - 5, 12));
        assertArrayEquals(Arrays.copyOfRange(bytes, 2 * edge, bytes.length), read(media, 2L * edge, 1234));
    }

    @Test
    void theSameBytesAreKeptOnceForEachWorkspace() {
        StoredMedia first = upload(Samples.jpeg(640, 480), "image/jpeg", "a.jpg");
        StoredMedia second = upload(Samples.jpeg(640, 480), "image/jpeg", "b.jpg");

        assertNotEquals(first.id(), second.id());
        assertEquals(first.contentId(), second.contentId());
        assertEquals("b.jpg", second.fileName());
        assertEquals(640, first.width());
        assertEquals(480, first.height());
        assertEquals(1, world.count("select count(*) as n from media_content"));

        world.inTransaction(() -> {
            store.delete(world.workspaceId, first.id());
            return null;
        });
        assertEquals(1, world.count("select count(*) as n from media_content"), "the second still needs them");
        world.inTransaction(() -> {
            store.delete(world.workspaceId, second.id());
            return null;
        });
        assertEquals(0, world.count("select count(*) as n from media_content"));
        assertEquals(0, world.count("select count(*) as n from media_chunk"));
    }

    @Test
    void uploadsOfTheSameBytesAtTheVerySameMomentAllSucceed() throws Exception {
        byte[] bytes = Samples.noise(400_000, 3);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<StoredMedia>> uploads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                uploads.add(threads.submit(() -> upload(bytes, null, null)));
            }
            for (Future<StoredMedia> upload : uploads) {
                upload.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(8, world.count("select count(*) as n from media"));
        assertEquals(1, world.count("select count(*) as n from media_content"));
    }

    @Test
    void whatIsNotWhatItSaysOrCanActOrIsTooLargeIsRefusedNamingTheFile() {
        assertEquals("MEDIA_TYPE_MISMATCH", refusal(Samples.pdf(), "image/png"));
        assertEquals("MEDIA_TYPE_REFUSED", refusal(Samples.html(), "text/html"));
        assertEquals("MEDIA_TYPE_REFUSED", refusal(Samples.svg(), "image/svg+xml"));
        assertEquals("MEDIA_TYPE_REFUSED", refusal(Samples.exe(), "application/octet-stream"));
        assertEquals("MEDIA_EMPTY", refusal(new byte[0], "image/png"));
        assertEquals("MEDIA_TOO_LARGE", refusal(Samples.noise(3_000_001, 1), null));
        assertEquals(0, world.count("select count(*) as n from media"));
    }

    @Test
    void anotherWorkspaceSeesNothingOfIt() {
        StoredMedia media = upload(Samples.jpeg(8, 8), "image/jpeg", "a.jpg");
        UUID other = Ids.next();

        assertEquals(Optional.empty(), world.inTransaction(() -> store.find(other, media.id())));
        assertThrows(
                MediaNotFoundException.class,
                () -> world.inTransaction(() -> {
                    store.delete(other, media.id());
                    return null;
                }));
        assertThrows(
                MediaNotFoundException.class,
                () -> world.inTransaction(() -> world.get(MediaLinks.class).publicUrl(other, media.id())));
    }

    @Test
    void uploadsThatWereNeverSentGoAfterADayAndWhatMessagesCarryStays() {
        StoredMedia sent = upload(Samples.jpeg(30, 8), "image/jpeg", "a.jpg");
        StoredMedia unsent = upload(Samples.jpeg(31, 8), "image/jpeg", "b.jpg");
        attach(sent);

        world.clock.advance(Duration.ofHours(23));
        StoredMedia young = upload(Samples.jpeg(32, 8), "image/jpeg", "c.jpg");
        assertEquals(0, world.inTransaction(() -> store.purge(10)));

        world.clock.advance(Duration.ofHours(2));
        assertEquals(1, world.inTransaction(() -> store.purge(10)));

        assertTrue(world.inTransaction(() -> store.find(world.workspaceId, sent.id()))
                .isPresent());
        assertTrue(world.inTransaction(() -> store.find(world.workspaceId, young.id()))
                .isPresent());
        assertFalse(world.inTransaction(() -> store.find(world.workspaceId, unsent.id()))
                .isPresent());
        assertEquals(2, world.count("select count(*) as n from media_content"));
        assertThrows(
                MediaInUseException.class,
                () -> world.inTransaction(() -> {
                    store.delete(world.workspaceId, sent.id());
                    return null;
                }));
    }

    @Test
    void erasingAMessageTakesItsMediaUnlessAnotherCarriesThemToo() {
        StoredMedia own = upload(Samples.jpeg(30, 8), "image/jpeg", "a.jpg");
        StoredMedia shared = upload(Samples.jpeg(31, 8), "image/jpeg", "b.jpg");
        UUID message = attach(own, shared);
        attach(shared);

        for (int i = 0; i < 2; i++) {
            world.inTransaction(() -> {
                store.erase(world.workspaceId, message);
                return null;
            });
        }

        assertEquals(
                2,
                world.count(
                        "select count(*) as n from attachment where message_id = ? and state = 'ERASED'"
                                + " and media_id is null and url is null",
                        message));
        assertFalse(world.inTransaction(() -> store.find(world.workspaceId, own.id()))
                .isPresent());
        assertTrue(world.inTransaction(() -> store.find(world.workspaceId, shared.id()))
                .isPresent());
        assertEquals(1, world.count("select count(*) as n from media_content"));
    }

    @Test
    void linksOpenWhatTheySayForAsLongAsTheySayAndOnlyWhenWeSignedThem() {
        MediaLinks links = world.get(MediaLinks.class);
        StoredMedia media = upload(Samples.jpeg(8, 8), "image/jpeg", "Grüße aus Köln.jpg");
        String url = world.inTransaction(() -> links.publicUrl(world.workspaceId, media.id()));
        String token = url.split("/")[4];

        assertTrue(url.matches("https://hub\\.example/media/[A-Za-z0-9_-]+/Gru-e-aus-Koln\\.jpg"), url);
        MediaGrant grant = links.open(token).orElseThrow();
        assertEquals(media.id(), grant.mediaId());
        assertEquals(world.workspaceId, grant.workspaceId());
        assertEquals(world.clock.instant().plus(Duration.ofHours(24)), grant.expiresAt());
        assertEquals(Optional.of(media.id()), links.idOf(url));
        assertEquals(Optional.of(media.id()), links.idOf("/api/media/" + media.id()));
        assertEquals(Optional.of(media.id()), links.idOf("https://hub.example/api/media/" + media.id() + "/content"));
        assertEquals(Optional.empty(), links.idOf("https://elsewhere.example/media/" + token + "/a.jpg"));
        assertEquals(Optional.empty(), links.idOf(links.thumbnailUrl(world.workspaceId, media.id())));
        for (int i = 0; i < token.length(); i++) {
            String forged = token.substring(0, i) + (token.charAt(i) == 'B' ? 'C' : 'B') + token.substring(i + 1);
            assertEquals(Optional.empty(), links.open(forged), "changed at " + i);
        }
        assertEquals(Optional.empty(), links.open("nonsense"));
        assertEquals(Optional.empty(), links.open(""));
    }

    @Test
    void clientsAreGivenTheSameAddressForAWhile() {
        MediaLinks links = world.get(MediaLinks.class);
        UUID media = Ids.next();
        String first = links.clientUrl(world.workspaceId, media, "a.jpg");
        world.clock.advance(Duration.ofMinutes(59));
        assertEquals(first, links.clientUrl(world.workspaceId, media, "a.jpg"));
        world.clock.advance(Duration.ofMinutes(1));
        assertNotEquals(first, links.clientUrl(world.workspaceId, media, "a.jpg"));
        Duration left = Duration.between(world.clock.instant(), links.clientExpiry());
        assertTrue(
                left.compareTo(Duration.ofHours(1)) >= 0 && left.compareTo(Duration.ofHours(2)) <= 0, left.toString());
    }

    private StoredMedia upload(byte[] bytes, String type, String name) {
        return world.inTransaction(() ->
                store.store(world.workspaceId, new NewMedia(Content.of(bytes), type, name, MediaPurpose.UPLOAD, null)));
    }

    private String refusal(byte[] bytes, String type) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> upload(bytes, type, "a.jpg"));
        assertEquals("file", refused.errors().get(0).field());
        return refused.errors().get(0).code();
    }

    private byte[] read(StoredMedia media, long from, long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        world.get(MediaReader.class).copy(media, from, length, out);
        return out.toByteArray();
    }

    /** A message that carries these. */
    private UUID attach(StoredMedia... media) {
        UUID message = world.send(MessagingWorld.PERSON, "Hallo " + Ids.next());
        for (int i = 0; i < media.length; i++) {
            int position = i;
            world.inTransaction(() -> io.fractal.database.Sql.on(DATABASE.entities())
                    .update(
                            "insert into attachment (id, workspace_id, message_id, position, content_type, media_id, state,"
                                    + " created_at) values (?, ?, ?, ?, 'image/jpeg', ?, 'STORED', ?)",
                            Ids.next(),
                            world.workspaceId,
                            message,
                            position,
                            media[position].id(),
                            world.clock.instant()));
        }
        return message;
    }
}
