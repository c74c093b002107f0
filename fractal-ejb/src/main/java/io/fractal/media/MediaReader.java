package io.fractal.media;

import io.fractal.database.Sql;
import io.fractal.database.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads stored bytes piece by piece. Holds one piece at a time, and no transaction while it is handed on: a slow reader costs neither
 * memory nor a connection.
 */
@ApplicationScoped
public class MediaReader {

    @Inject
    private EntityManager entities;

    @EJB
    private Transactions transactions;

    /**
     * Copies a stretch of the bytes.
     *
     * @param from the first byte, from 0
     * @param length how many
     * @throws IOException when they cannot be written, or are deleted meanwhile
     */
    public void copy(StoredMedia media, long from, long length, OutputStream out) throws IOException {
        long position = from;
        long end = from + length;
        while (position < end) {
            byte[] chunk = chunk(media.workspaceId(), media.contentId(), (int) (position / MediaContents.CHUNK))
                    .orElseThrow(() -> new IOException("The bytes of media " + media.id() + " are gone"));
            int offset = (int) (position % MediaContents.CHUNK);
            int count = (int) Math.min(chunk.length - offset, end - position);
            out.write(chunk, offset, count);
            position += count;
        }
    }

    /** Writes some bytes into a file of this machine, for what can only work on files; its caller deletes it. */
    Path intoFile(UUID workspaceId, UUID contentId) throws IOException {
        Path file = Files.createTempFile("fractal-media", ".tmp");
        try (OutputStream out = Files.newOutputStream(file)) {
            Optional<byte[]> chunk = chunk(workspaceId, contentId, 0);
            for (int next = 1; chunk.isPresent(); next++) {
                out.write(chunk.get());
                chunk = chunk(workspaceId, contentId, next);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private Optional<byte[]> chunk(UUID workspaceId, UUID contentId, int position) {
        return transactions.inNew(() -> Sql.on(entities)
                .first(
                        "select k.bytes from media_chunk k join media_content c on c.id = k.content_id"
                                + " where c.workspace_id = ? and c.id = ? and k.position = ?",
                        row -> row.bytes("bytes"),
                        workspaceId,
                        contentId,
                        position));
    }
}
