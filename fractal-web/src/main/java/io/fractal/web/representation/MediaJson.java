package io.fractal.web.representation;

import io.fractal.media.MediaLinks;
import io.fractal.media.StoredMedia;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Stored media. The components mean what those of {@link StoredMedia} mean. */
@Schema(name = "Media", description = "A stored file.")
public record MediaJson(
        @Schema(description = "For mediaIds of a message to send")
        UUID id,

        @Schema(description = "Where it can be read without signing in until expiresAt; taken in mediaUrls as well")
        String url,

        @Schema(description = "What it really is", example = "image/jpeg")
        String contentType,

        @Schema(example = "invoice.jpg") String fileName,
        @Schema(description = "In bytes", example = "48213") long size,

        @Schema(
                nullable = true,
                description = "In pixels as shown; null for what is no image that can be measured",
                example = "1600")
        Integer width,

        @Schema(nullable = true, example = "1200") Integer height,

        @Schema(nullable = true, description = "A picture of at most 320 pixels; null when there is none (yet)")
        String thumbnailUrl,

        @Schema(description = "Until when the addresses hold; ask again for new ones")
        Instant expiresAt,

        Instant createdAt) {

    /** The representation of media. */
    public static MediaJson of(StoredMedia media, MediaLinks links) {
        return new MediaJson(
                media.id(),
                links.clientUrl(media.workspaceId(), media.id(), media.fileName()),
                media.contentType(),
                media.fileName(),
                media.size(),
                media.width(),
                media.height(),
                media.hasThumbnail() ? links.thumbnailUrl(media.workspaceId(), media.id()) : null,
                links.clientExpiry(),
                media.createdAt());
    }

    /** The id only: addresses open what people sent. */
    @Override
    public String toString() {
        return "MediaJson[" + id + "]";
    }
}
