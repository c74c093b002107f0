package io.fractal.web.realtime;

import io.fractal.events.EventLog;
import io.fractal.events.EventPosition;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Where in the event log somebody stands, as an id that clients can hand back. */
@ApplicationScoped
public class ResumePoint {

    /** Before the first event: so that a page made while nothing has ever happened does not miss the first thing that does. */
    private static final UUID START = new UUID(0, 0);

    @EJB
    EventLog log;

    /**
     * The id of the last event there is. Asked before a page's data is read, it makes the page miss nothing: what happens meanwhile
     * is told again.
     */
    public UUID latest() {
        return log.latestId().orElse(START);
    }

    /** The place of an id; empty when the log does not have it (any more). */
    Optional<EventPosition> position(UUID id) {
        return START.equals(id) ? Optional.of(EventPosition.START) : log.positionOf(id);
    }
}
