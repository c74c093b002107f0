package io.fractal.web.representation;

import io.fractal.contacts.NoteView;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A note; the components mean what those of {@link NoteView} mean. */
@Schema(name = "Note", description = "Something written down about a contact, never shown to the contact.")
public record NoteJson(
        UUID id,
        @Schema(example = "Prefers to be called after six.") String body,

        @Schema(nullable = true, description = "The user who wrote it; null for an API key")
        UUID authorId,

        @Schema(example = "Sam Operator") String authorName,
        Instant createdAt) {

    /** The representation of a note. */
    public static NoteJson of(NoteView note) {
        return new NoteJson(note.id(), note.body(), note.authorUserId(), note.authorName(), note.createdAt());
    }
}
