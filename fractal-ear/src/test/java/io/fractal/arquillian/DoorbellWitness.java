package io.fractal.arquillian;

import io.fractal.events.EventLog;
import io.fractal.events.EventPosition;
import io.fractal.events.EventsAvailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Listens to the doorbell as the web tier does, and remembers which events could be read when it rang. */
@ApplicationScoped
public class DoorbellWitness {

    private final Set<UUID> read = ConcurrentHashMap.newKeySet();

    @Inject
    private EventLog log;

    private EventPosition position = EventPosition.START;

    /** Reads on from where it stands. */
    public synchronized void rung(@Observes EventsAvailable rung) {
        for (var events = log.readAfter(position, 500); !events.isEmpty(); events = log.readAfter(position, 500)) {
            events.forEach(event -> read.add(event.messageId() == null ? event.id() : event.messageId()));
            position = events.get(events.size() - 1).position();
        }
    }

    /** Whether an event about this message (or, without a message, of this id) has been read. */
    public boolean hasRead(UUID id) {
        return read.contains(id);
    }
}
