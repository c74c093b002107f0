package io.fractal.media;

/**
 * A small picture.
 *
 * @param bytes not copied, and not to be changed
 * @param contentType {@code image/jpeg} or {@code image/png}
 */
public record Thumbnail(byte[] bytes, String contentType) {

    /** The size only. */
    @Override
    public String toString() {
        return "Thumbnail[" + bytes.length + " bytes]";
    }
}
