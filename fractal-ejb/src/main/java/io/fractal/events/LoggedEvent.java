package io.fractal.events;

import io.fractal.database.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event of the log.
 *
 * @param id its id
 * @param workspaceId whose it is
 * @param position its place in the log
 * @param type what happened
 * @param conversationId the conversation it is about, or {@code null}
 * @param messageId the message it is about, or {@code null}
 * @param contactId the contact it is about, or {@code null}
 * @param dataJson what readers need beyond the ids, a JSON object
 * @param createdAt when it was logged
 */
public record LoggedEvent(
        UUID id,
        UUID workspaceId,
        EventPosition position,
        String type,
        UUID conversationId,
        UUID messageId,
        UUID contactId,
        String dataJson,
        Instant createdAt) {

    /** A text of {@code dataJson} by its name; empty when there is none. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(Json.read(dataJson).get(name)).map(Object::toString);
    }
}
