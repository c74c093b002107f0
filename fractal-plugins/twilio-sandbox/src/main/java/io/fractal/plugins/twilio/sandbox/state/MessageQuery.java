package io.fractal.plugins.twilio.sandbox.state;

import java.time.Instant;

/**
 * Which messages are wanted, and which page of them.
 *
 * @param to only those to this address, or {@code null}
 * @param from only those from this address, or {@code null}
 * @param sentFrom only those that left at this time or later, or {@code null}
 * @param sentBefore only those that left before this time, or {@code null}
 * @param below only those older than the one with this number, or {@code null}
 * @param skip how many to leave out before the page
 * @param most how many a page holds
 */
public record MessageQuery(
        String to, String from, Instant sentFrom, Instant sentBefore, Long below, int skip, int most) {

    boolean byTime() {
        return sentFrom != null || sentBefore != null;
    }

    /** A message that has not left has no such time and is never among those asked for by time. */
    boolean fits(SandboxMessage message) {
        return (to == null || to.equals(message.parties().to()))
                && (from == null || from.equals(message.parties().from()))
                && (!byTime() || leftInTime(message.progress().sent()));
    }

    private boolean leftInTime(Instant sent) {
        return sent != null
                && (sentFrom == null || !sent.isBefore(sentFrom))
                && (sentBefore == null || sent.isBefore(sentBefore));
    }
}
