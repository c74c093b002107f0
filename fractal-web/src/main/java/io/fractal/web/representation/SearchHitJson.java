package io.fractal.web.representation;

import io.fractal.search.SearchHit;
import io.fractal.web.notation.ConversationSids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that was found; the components mean what those of {@link SearchHit} mean. */
@Schema(name = "SearchHit", description = "A message, a contact or a conversation that was found.")
public record SearchHitJson(
        @Schema(description = "MESSAGE, CONTACT or CONVERSATION", example = "MESSAGE")
        String type,

        UUID id,

        @Schema(nullable = true, description = "The conversation to open; null for a contact without one")
        UUID conversationId,

        @Schema(nullable = true, example = "CH0190f3c27a5e70008000000000000001")
        String conversationSid,

        UUID contactId,
        @Schema(example = "Anna Schmidt") String contactName,

        @Schema(
                description = "The part that was found, as plain text and not as HTML",
                example = "Your invoice is attached.")
        String snippet,

        @Schema(description = "Where in the snippet the words stand, in UTF-16 units")
        List<HighlightJson> highlights,

        @Schema(description = "How well it fits, comparable within one search", example = "0.6")
        double rank,

        Instant at) {

    /** The representation of a hit. */
    public static SearchHitJson of(SearchHit hit) {
        String type = hit.type().name();
        return new SearchHitJson(
                type.substring(0, type.length() - 1),
                hit.id(),
                hit.conversationId(),
                hit.conversationId() == null ? null : ConversationSids.of(hit.conversationId()),
                hit.contactId(),
                hit.contactName(),
                hit.snippet(),
                hit.highlights().stream()
                        .map(highlight -> new HighlightJson(highlight.start(), highlight.length()))
                        .toList(),
                hit.rank(),
                hit.at());
    }

    /** The ids only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "SearchHitJson[" + type + " " + id + "]";
    }

    /** A stretch of the snippet. */
    @Schema(name = "Highlight")
    public record HighlightJson(
            @Schema(example = "5") int start,
            @Schema(example = "7") int length) {}
}
