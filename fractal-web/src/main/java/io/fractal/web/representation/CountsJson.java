package io.fractal.web.representation;

import io.fractal.conversations.Counts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many conversations each view holds.
 *
 * @param unassignedMessages how many messages wait at addresses that are none of our senders
 */
@Schema(name = "Counts")
public record CountsJson(
        long all, long unread, long mine, long unassigned, long archived, long snoozed, long unassignedMessages) {

    /** The representation of the counts. */
    public static CountsJson of(Counts counts, long unassignedMessages) {
        return new CountsJson(
                counts.all(),
                counts.unread(),
                counts.mine(),
                counts.unassigned(),
                counts.archived(),
                counts.snoozed(),
                unassignedMessages);
    }
}
