package io.fractal.contacts;

import java.time.Instant;
import java.util.UUID;

/**
 * Something written down about a contact.
 *
 * @param authorUserId who wrote it; {@code null} for an API key
 * @param authorName the name of the user or API key, as it was then
 */
public record NoteView(UUID id, UUID authorUserId, String authorName, String body, Instant createdAt) {

    /** The id only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "NoteView[" + id + "]";
    }
}
