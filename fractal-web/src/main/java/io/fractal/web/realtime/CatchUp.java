package io.fractal.web.realtime;

import io.fractal.events.EventLog;
import io.fractal.events.EventPosition;
import io.fractal.events.LoggedEvent;
import io.fractal.web.notation.Uuids;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Works out what a client that comes back has missed. */
@ApplicationScoped
public class CatchUp {

    /** The most events that are told again; whoever has missed more reads everything anew. */
    static final int MOST = 1000;

    @EJB
    EventLog log;

    @Inject
    Frames frames;

    @Inject
    ResumePoint resume;

    /**
     * Where a client stands that comes back.
     *
     * @param after the id of the last event it knows, as it says; null for a client that starts now
     * @return empty when the client starts now, or names no event that the log has
     */
    Optional<EventPosition> known(String after) {
        return after == null ? Optional.empty() : Uuids.parse(after).flatMap(resume::position);
    }

    /**
     * The first frames of a client, beginning with {@code ready}.
     *
     * @param after as above
     * @param known where the client stands
     * @param live from where on events come live
     */
    List<String> beginning(UUID workspaceId, String after, Optional<EventPosition> known, EventPosition live) {
        if (after == null) {
            return List.of(text(Frame.ready(resume.latest())));
        }
        return known.flatMap(position -> missed(position, live))
                .map(missed -> resumed(workspaceId, UUID.fromString(after), missed))
                .orElseGet(this::resync);
    }

    /** The events between two places of the log; empty when there are too many. */
    private Optional<List<LoggedEvent>> missed(EventPosition known, EventPosition live) {
        if (known.compareTo(live) >= 0) {
            return Optional.of(List.of());
        }
        List<LoggedEvent> missed = log.readAfter(known, MOST + 1).stream()
                .filter(event -> event.position().compareTo(live) <= 0)
                .toList();
        return missed.size() > MOST ? Optional.empty() : Optional.of(missed);
    }

    private List<String> resumed(UUID workspaceId, UUID after, List<LoggedEvent> missed) {
        List<LoggedEvent> own = missed.stream()
                .filter(event -> event.workspaceId().equals(workspaceId))
                .toList();
        List<String> first = new ArrayList<>();
        first.add(text(Frame.ready(after)));
        frames.of(workspaceId, own).forEach(frame -> first.add(frame.text()));
        return first;
    }

    private List<String> resync() {
        UUID latest = resume.latest();
        return List.of(text(Frame.ready(latest)), text(Frame.resync(latest)));
    }

    private String text(Frame frame) {
        return frames.text(frame);
    }
}
