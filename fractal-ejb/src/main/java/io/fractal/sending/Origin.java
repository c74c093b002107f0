package io.fractal.sending;

import io.fractal.outbox.Lane;
import java.util.UUID;

/**
 * Who asks for a message, and why.
 *
 * @param lane the queue it stands in
 * @param bulkJobId the bulk job it belongs to, or {@code null}
 * @param retryOf the failed message that it sends again, or {@code null}
 * @param authorUserId who wrote it, or {@code null} for a program
 * @param clientId the caller's own key, or {@code null}: the same key with the same content again is the first message
 * @param answersKeyword whether it answers a consent keyword: then it also goes to who has just objected
 */
public record Origin(
        Lane lane, UUID bulkJobId, UUID retryOf, UUID authorUserId, String clientId, boolean answersKeyword) {

    /** A program that says nothing about itself. */
    public static final Origin UNNAMED = new Origin(Lane.CONVERSATION, null, null, null, null, false);
}
