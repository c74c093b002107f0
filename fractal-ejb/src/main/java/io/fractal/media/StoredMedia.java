package io.fractal.media;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of stored media.
 *
 * @param id Fractal's id
 * @param contentId the id of the bytes, which several media may share
 * @param contentType what the bytes really are
 * @param statedType what they were said to be, or {@code null}
 * @param fileName safe as a name in any file system; never empty
 * @param size in bytes
 * @param sha256 in hexadecimal
 * @param width in pixels as shown, or {@code null} for what is no image that Fractal reads
 * @param height like {@code width}
 * @param hasThumbnail whether there is a small picture of it
 * @param createdBy the user who uploaded it, or {@code null}
 */
public record StoredMedia(
        UUID id,
        UUID workspaceId,
        UUID contentId,
        String contentType,
        String statedType,
        String fileName,
        long size,
        String sha256,
        Integer width,
        Integer height,
        boolean hasThumbnail,
        MediaPurpose purpose,
        UUID createdBy,
        Instant createdAt) {

    private static final Set<String> SHOWN_IMAGES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp");

    /** Whether browsers may show it in place: pictures, sound, films and PDF. Anything else is only offered as a download. */
    public boolean shownInPlace() {
        return SHOWN_IMAGES.contains(contentType)
                || contentType.startsWith("audio/")
                || contentType.startsWith("video/")
                || contentType.equals("application/pdf");
    }

    /** The type to hand it out with: what can act when opened is nothing but bytes to a browser. */
    public String servedType() {
        return ContentTypes.isActive(contentType) ? "application/octet-stream" : contentType;
    }

    /** The id only: names of files tell of people. */
    @Override
    public String toString() {
        return "StoredMedia[" + id + "]";
    }
}
