package io.fractal.media;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.configuration.Settings;
import io.fractal.database.Ids;
import io.fractal.database.Row;
import io.fractal.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The media of a workspace, stored in the database so that every node has them. */
@Stateless
public class MediaStore {

    /** How long an upload is kept that no message carries. */
    public static final Duration UNUSED_KEPT = Duration.ofDays(1);

    private static final String SELECT = "select m.*, c.size, encode(c.sha256, 'hex') as sha256, c.width, c.height,"
            + " c.thumbnail is not null as has_thumbnail from media m join media_content c on c.id = m.content_id";

    private static final String UNUSED = " and not exists (select 1 from attachment a where a.media_id = m.id)";

    @PersistenceContext(unitName = "fractal")
    private EntityManager entities;

    @Inject
    private MediaContents contents;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    /**
     * Stores media.
     *
     * @throws InvalidRequestException naming {@code file} when they are empty or too large; for uploads also when they are not what
     *     they are said to be, or can act when opened. What a provider delivers is kept whatever it is
     */
    public StoredMedia store(UUID workspaceId, NewMedia media) {
        ContentTypes.Sniffed type = ContentTypes.sniff(media.content(), media.statedType(), media.fileName());
        check(media, type);
        UUID id = Ids.next();
        UUID contentId = contents.keep(workspaceId, media.content());
        Sql.on(entities)
                .update(
                        "insert into media (id, workspace_id, content_id, content_type, stated_type, file_name, purpose,"
                                + " created_by, created_at) values (?, ?, ?, ?, ?, ?, ?, cast(? as uuid), ?)",
                        id,
                        workspaceId,
                        contentId,
                        type.name(),
                        media.statedType(),
                        FileNames.of(media.fileName(), type.name()),
                        media.purpose(),
                        media.createdBy(),
                        clock.instant());
        return find(workspaceId, id).orElseThrow();
    }

    private void check(NewMedia media, ContentTypes.Sniffed type) {
        long size = media.content().size();
        if (size == 0) {
            throw refused("MEDIA_EMPTY", "The file is empty");
        }
        if (size > settings.mediaMaxBytes()) {
            throw refused("MEDIA_TOO_LARGE", "A file has at most " + settings.mediaMaxBytes() + " bytes");
        }
        if (media.purpose() == MediaPurpose.UPLOAD && type.active()) {
            throw refused("MEDIA_TYPE_REFUSED", "Files of type " + type.name() + " are not taken");
        }
        if (media.purpose() == MediaPurpose.UPLOAD && !type.asStated()) {
            throw refused("MEDIA_TYPE_MISMATCH", "The file is not what it is said to be, but " + type.name());
        }
    }

    private static InvalidRequestException refused(String code, String message) {
        return new InvalidRequestException(List.of(new FieldError("file", code, message)));
    }

    /** Media by their id; empty when this workspace has none of it. */
    public Optional<StoredMedia> find(UUID workspaceId, UUID mediaId) {
        return findAll(workspaceId, List.of(mediaId)).stream().findFirst();
    }

    /** Several media, in no particular order; those that this workspace does not have are left out. */
    public List<StoredMedia> findAll(UUID workspaceId, Collection<UUID> mediaIds) {
        return Sql.on(entities)
                .list(
                        SELECT + " where m.workspace_id = ? and m.id = any(cast(? as uuid[]))",
                        MediaStore::media,
                        workspaceId,
                        mediaIds);
    }

    /** The small picture of media; empty when there is none (yet). */
    public Optional<Thumbnail> thumbnail(UUID workspaceId, UUID mediaId) {
        return Sql.on(entities)
                .first(
                        "select c.thumbnail, c.thumbnail_type from media m join media_content c on c.id = m.content_id"
                                + " where m.workspace_id = ? and m.id = ? and c.thumbnail is not null",
                        row -> new Thumbnail(row.bytes("thumbnail"), row.text("thumbnail_type")),
                        workspaceId,
                        mediaId);
    }

    /**
     * Deletes media that no message carries.
     *
     * @throws MediaNotFoundException when this workspace has none of that id
     * @throws MediaInUseException when a message carries them
     */
    public void delete(UUID workspaceId, UUID mediaId) {
        StoredMedia media = find(workspaceId, mediaId).orElseThrow(() -> new MediaNotFoundException(mediaId));
        if (deleteUnused(workspaceId, List.of(mediaId)).isEmpty()) {
            throw new MediaInUseException(mediaId);
        }
        contents.release(workspaceId, List.of(media.contentId()));
    }

    /**
     * Takes from a message everything that is attached to it, here and for good; media that another message carries too stay with
     * that one. Repeating it changes nothing.
     */
    public void erase(UUID workspaceId, UUID messageId) {
        Sql sql = Sql.on(entities);
        List<UUID> carried = sql.list(
                "select media_id from attachment where workspace_id = ? and message_id = ? and media_id is not null",
                row -> row.uuid("media_id"),
                workspaceId,
                messageId);
        sql.update(
                "update attachment set state = 'ERASED', media_id = null, url = null, error_code = null,"
                        + " error_message = null where workspace_id = ? and message_id = ?",
                workspaceId,
                messageId);
        contents.release(workspaceId, deleteUnused(workspaceId, carried));
    }

    /**
     * Deletes media that no message carries and that are old enough.
     *
     * @param limit how many at most
     * @return how many were deleted; fewer than {@code limit} when there are no more
     */
    public int purge(int limit) {
        record Old(UUID workspaceId, UUID mediaId) {}
        List<Old> old = Sql.on(entities)
                .list(
                        "select m.workspace_id, m.id from media m where m.created_at < ?" + UNUSED
                                + " order by m.created_at limit ? for update skip locked",
                        row -> new Old(row.uuid("workspace_id"), row.uuid("id")),
                        clock.instant().minus(UNUSED_KEPT),
                        limit);
        old.forEach(media ->
                contents.release(media.workspaceId(), deleteUnused(media.workspaceId(), List.of(media.mediaId()))));
        return old.size();
    }

    /** The ids of the bytes of what was deleted. */
    private List<UUID> deleteUnused(UUID workspaceId, List<UUID> mediaIds) {
        Sql sql = Sql.on(entities);
        // The lock first, the look second: a message that is just taking them keeps them.
        List<UUID> held = sql.list(
                "select id from media where workspace_id = ? and id = any(cast(? as uuid[])) order by id for update",
                row -> row.uuid("id"),
                workspaceId,
                mediaIds);
        return sql.list(
                "delete from media m where m.workspace_id = ? and m.id = any(cast(? as uuid[]))" + UNUSED
                        + " returning m.content_id",
                row -> row.uuid("content_id"),
                workspaceId,
                held);
    }

    private static StoredMedia media(Row row) throws SQLException {
        return new StoredMedia(
                row.uuid("id"),
                row.uuid("workspace_id"),
                row.uuid("content_id"),
                row.text("content_type"),
                row.text("stated_type"),
                row.text("file_name"),
                row.number("size"),
                row.text("sha256"),
                row.integer("width"),
                row.integer("height"),
                row.flag("has_thumbnail"),
                MediaPurpose.valueOf(row.text("purpose")),
                row.uuid("created_by"),
                row.instant("created_at"));
    }
}
