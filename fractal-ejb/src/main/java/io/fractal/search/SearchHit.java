package io.fractal.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that was found.
 *
 * @param id of the message, contact or conversation
 * @param conversationId the conversation it is or belongs to, or {@code null} for a contact without one
 * @param contactId the contact it is or belongs to
 * @param contactName that contact's name
 * @param snippet the part of it that was found, as plain text
 * @param highlights where in the snippet the words stand
 * @param rank how well it fits; comparable within one search only
 * @param at when the message came or was accepted, the contact was made, or the last message of the conversation came
 */
public record SearchHit(
        SearchType type,
        UUID id,
        UUID conversationId,
        UUID contactId,
        String contactName,
        String snippet,
        List<Highlight> highlights,
        double rank,
        Instant at) {

    public SearchHit {
        highlights = List.copyOf(highlights);
    }

    /** The ids only: the rest is what people wrote. */
    @Override
    public String toString() {
        return "SearchHit[" + type + " " + id + "]";
    }

    /**
     * A stretch of a text, in UTF-16 units, as Java and JavaScript count them.
     *
     * @param start counting from 0
     */
    public record Highlight(int start, int length) {}
}
