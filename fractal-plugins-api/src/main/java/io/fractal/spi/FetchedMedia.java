package io.fractal.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * An attachment as it was read.
 *
 * @param content its bytes; not copied, and not to be changed
 * @param contentType its media type as the server stated it
 * @param fileName its name, if the server stated one
 */
public record FetchedMedia(byte[] content, String contentType, Optional<String> fileName) {

    public FetchedMedia {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(fileName, "fileName");
    }

    /** Its size only. */
    @Override
    public String toString() {
        return "FetchedMedia[" + content.length + " bytes]";
    }
}
