package io.fractal.web.api;

import io.fractal.web.notation.JsonBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a note says. */
@Schema(
        name = "NoteChange",
        requiredProperties = {"body"})
public record NoteBody(
        @Schema(
                example = "Prefers to be called after six.",
                description = "1 to 5,000 characters; also taken as content")
        String body) {

    static NoteBody of(JsonBody json) {
        NoteBody note = new NoteBody(json.string("body", "content"));
        json.finish();
        return note;
    }

    /** Nothing of it: it is what people write. */
    @Override
    public String toString() {
        return "NoteBody";
    }
}
