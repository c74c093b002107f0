package io.fractal.web.realtime;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is sent over a realtime connection, one JSON object a message.
 *
 * @param event what happened
 * @param data what to know of it
 * @param id the event's id, to resume after; null for what is about the connection itself
 */
public record Frame(String event, Object data, UUID id) {

    /** The connection stands; whoever resumes later does so after this event. */
    static Frame ready(UUID lastEventId) {
        return new Frame("ready", lastEvent(lastEventId), null);
    }

    /** The gap cannot be filled: read everything again, and resume later after this event. */
    static Frame resync(UUID lastEventId) {
        return new Frame("resync", lastEvent(lastEventId), null);
    }

    /** The answer to a client's ping. */
    static Frame pong() {
        return new Frame("pong", Map.of(), null);
    }

    private static Map<String, UUID> lastEvent(UUID id) {
        Map<String, UUID> data = new HashMap<>();
        data.put("lastEventId", id);
        return Collections.unmodifiableMap(data);
    }
}
