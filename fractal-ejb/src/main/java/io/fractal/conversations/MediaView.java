package io.fractal.conversations;

import java.util.UUID;

/**
 * One attachment. Everything that is not said to be present may be {@code null}.
 *
 * @param mediaId what is stored; only for {@link MediaState#STORED}
 * @param url where it can be read: for stored ones an address that holds for a time, else where its writer or the provider keeps it
 * @param contentType its media type; for stored ones what it really is, else as stated by who sent it; present
 * @param fileName the name of what is stored
 * @param size of what is stored, in bytes
 * @param thumbnailUrl where a small picture can be read, for a time
 * @param state present
 * @param errorCode why it could not be fetched (yet)
 * @param errorMessage the provider's words for that
 */
public record MediaView(
        UUID mediaId,
        String url,
        String contentType,
        String fileName,
        Long size,
        String thumbnailUrl,
        MediaState state,
        String errorCode,
        String errorMessage) {

    /** One that stays where its writer keeps it. */
    public MediaView(String url, String contentType) {
        this(null, url, contentType, null, null, null, MediaState.REMOTE, null, null);
    }

    /** One that is to be fetched from its provider. */
    public static MediaView pending(String url, String contentType) {
        return new MediaView(null, url, contentType, null, null, null, MediaState.PENDING, null, null);
    }

    /** One that is stored. */
    public static MediaView stored(UUID mediaId, String contentType) {
        return new MediaView(mediaId, null, contentType, null, null, null, MediaState.STORED, null, null);
    }
}
