package io.fractal.media;

import java.util.Objects;
import java.util.UUID;

/**
 * Media to be stored.
 *
 * @param content the bytes
 * @param statedType the media type that they are said to have, or {@code null}
 * @param fileName the name that they are said to have, or {@code null}
 * @param createdBy the user who uploads them, or {@code null}
 */
public record NewMedia(Content content, String statedType, String fileName, MediaPurpose purpose, UUID createdBy) {

    public NewMedia {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(purpose, "purpose");
    }

    /** The size only. */
    @Override
    public String toString() {
        return "NewMedia[" + content.size() + " bytes]";
    }
}
