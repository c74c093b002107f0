package io.fractal.media;

import io.fractal.database.Ids;
import io.fractal.database.Sql;
import io.fractal.outbox.Outbox;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps bytes, once for each workspace, and lets go of those that nothing names any more. Works in the caller's transaction. */
@ApplicationScoped
public class MediaContents {

    /** How much of the bytes is held in memory at a time. */
    static final int CHUNK = 256 * 1024;

    @Inject
    private EntityManager entities;

    @EJB
    private Outbox outbox;

    @Inject
    private Clock clock;

    /** Keeps bytes, or finds them when the workspace has the same ones already. */
    UUID keep(UUID workspaceId, Content content) {
        byte[] sha256 = sha256(content);
        Sql sql = Sql.on(entities);
        // two uploads of the same bytes: the second waits, and then finds them
        sql.lock("fractal.media." + workspaceId + "." + UUID.nameUUIDFromBytes(sha256));
        // held until the commit, so that nobody lets go of them in between
        Optional<UUID> known = sql.first(
                "select id from media_content where workspace_id = ? and sha256 = ? for update",
                row -> row.uuid("id"),
                workspaceId,
                sha256);
        return known.orElseGet(() -> write(workspaceId, content, sha256));
    }

    private UUID write(UUID workspaceId, Content content, byte[] sha256) {
        UUID id = Ids.next();
        Instant now = clock.instant();
        Optional<Images.Size> image = Images.size(content);
        Sql.on(entities)
                .update(
                        "insert into media_content (id, workspace_id, sha256, size, width, height, created_at)"
                                + " values (?, ?, ?, ?, cast(? as integer), cast(? as integer), ?)",
                        id,
                        workspaceId,
                        sha256,
                        content.size(),
                        image.map(Images.Size::width).orElse(null),
                        image.map(Images.Size::height).orElse(null),
                        now);
        writeChunks(id, content);
        if (image.isPresent()) {
            outbox.add(workspaceId, ThumbnailHandler.KIND, id, id, now);
        }
        return id;
    }

    private void writeChunks(UUID id, Content content) {
        Sql sql = Sql.on(entities);
        try (InputStream in = content.open()) {
            byte[] chunk = in.readNBytes(CHUNK);
            for (int position = 0; chunk.length > 0; position++) {
                sql.update(
                        "insert into media_chunk (content_id, position, bytes) values (?, ?, ?)", id, position, chunk);
                chunk = in.readNBytes(CHUNK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of those of these bytes that no media are made of any more. */
    void release(UUID workspaceId, Collection<UUID> contentIds) {
        Sql sql = Sql.on(entities);
        // The lock first, the look second, as a statement of its own: media that were made of them meanwhile are seen.
        List<UUID> held = sql.list(
                "select id from media_content where workspace_id = ? and id = any(cast(? as uuid[])) order by id for update",
                row -> row.uuid("id"),
                workspaceId,
                contentIds);
        sql.update(
                "delete from media_content c where c.workspace_id = ? and c.id = any(cast(? as uuid[]))"
                        + " and not exists (select 1 from media m where m.content_id = c.id)",
                workspaceId,
                held);
    }

    private static byte[] sha256(Content content) {
        try (DigestInputStream in = new DigestInputStream(content.open(), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[CHUNK];
            while (in.read(buffer) >= 0) {
                // reading is what digests
            }
            return in.getMessageDigest().digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
