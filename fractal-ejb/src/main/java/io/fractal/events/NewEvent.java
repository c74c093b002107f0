package io.fractal.events;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that happened, about to be logged.
 *
 * @param type what happened, for example {@code message.received}
 * @param conversationId the conversation it is about, or {@code null}
 * @param messageId the message it is about, or {@code null}
 * @param contactId the contact it is about, or {@code null}
 * @param data what readers need beyond the ids: strings, numbers, booleans, lists and maps, no {@code null} values
 */
public record NewEvent(String type, UUID conversationId, UUID messageId, UUID contactId, Map<String, Object> data) {

    public NewEvent {
        Objects.requireNonNull(type, "type");
        data = Map.copyOf(data);
    }
}
