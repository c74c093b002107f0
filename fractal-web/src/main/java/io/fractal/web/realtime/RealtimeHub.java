package io.fractal.web.realtime;

import io.fractal.events.EventLog;
import io.fractal.events.EventPosition;
import io.fractal.events.EventsAvailable;
import io.fractal.events.LoggedEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Reads the event log once for this node and tells every connected client of its workspace's events, in the log's order.
 *
 * <p>A client is added under the same lock under which the hub moves on, so that every event is either before the place where the
 * client was added, and the client catches up with it, or after, and it comes live: never both, never neither.
 */
@ApplicationScoped
public class RealtimeHub {

    private static final Logger LOG = System.getLogger(RealtimeHub.class.getName());
    private static final int BATCH = 200;

    @EJB
    EventLog log;

    @Inject
    Frames frames;

    @Resource
    ManagedExecutorService executor;

    private final Object lock = new Object();
    private final AtomicInteger wakeUps = new AtomicInteger();
    /** Guarded by the lock. */
    private final Audience audience = new Audience();
    /** How far everybody has been told; null while nobody listens. Guarded by the lock. */
    private EventPosition position;

    /** Reads on; called on a thread of the event log's. */
    void onEvents(@Observes EventsAvailable available) {
        wake();
    }

    /** Reads on soon, on a thread of its own. */
    void wake() {
        if (isAnybodyListening() && wakeUps.getAndIncrement() == 0) {
            try {
                executor.execute(this::readOn);
            } catch (RejectedExecutionException e) {
                wakeUps.set(0);
                LOG.log(Level.DEBUG, "Not reading the event log: the server is stopping");
            }
        }
    }

    /**
     * Adds a client. Its live frames are held until it has caught up.
     *
     * @return how far everybody has been told: what is after it comes live
     */
    EventPosition add(Client client) {
        synchronized (lock) {
            if (position == null) {
                position = log.latest();
            }
            audience.add(client);
            return position;
        }
    }

    /** Takes a client out; one that is not there is fine. */
    void remove(Client client) {
        synchronized (lock) {
            audience.remove(client);
            if (audience.workspaces().isEmpty()) {
                position = null;
            }
        }
    }

    private boolean isAnybodyListening() {
        synchronized (lock) {
            return position != null;
        }
    }

    /** All connected clients. */
    List<Client> clients() {
        synchronized (lock) {
            return audience.all();
        }
    }

    /** Runs a task on one of the server's threads. */
    void run(Runnable task) {
        executor.execute(task);
    }

    @PreDestroy
    void stop() {
        clients().forEach(client -> client.outgoing().close(CloseCode.GOING_AWAY, "the server is stopping"));
    }

    private void readOn() {
        int seen = wakeUps.get();
        do {
            try {
                while (readBatch()) {
                    LOG.log(Level.TRACE, "More events are waiting");
                }
            } catch (RuntimeException e) {
                // the database may be away: the next wake-up, at the latest the timer's, tries again from the same
                // place
                LOG.log(Level.WARNING, "Cannot read the event log; trying again", e);
            }
            seen = wakeUps.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Returns whether there may be more. */
    private boolean readBatch() {
        EventPosition from;
        Set<UUID> listening;
        synchronized (lock) {
            from = position;
            listening = audience.workspaces();
        }
        List<LoggedEvent> events = from == null ? List.of() : log.readAfter(from, BATCH);
        if (events.isEmpty()) {
            return false;
        }
        Map<UUID, List<Logged>> told = framesFor(listening, events);
        EventPosition until = events.get(events.size() - 1).position();
        return !tell(listening, told, new Stretch(from, until)) || events.size() == BATCH;
    }

    private Map<UUID, List<Logged>> framesFor(Set<UUID> listening, List<LoggedEvent> events) {
        Map<UUID, List<Logged>> told = new HashMap<>();
        events.stream()
                .filter(event -> listening.contains(event.workspaceId()))
                .collect(Collectors.groupingBy(LoggedEvent::workspaceId))
                .forEach((workspace, itsEvents) -> told.put(workspace, frames.of(workspace, itsEvents)));
        return told;
    }

    private record Stretch(EventPosition from, EventPosition until) {}

    /**
     * Returns false, having told nobody, when a workspace has joined whose frames have not been made, or everybody has left and
     * somebody else has come, who begins elsewhere.
     */
    private boolean tell(Set<UUID> listening, Map<UUID, List<Logged>> told, Stretch stretch) {
        synchronized (lock) {
            if (!listening.containsAll(audience.workspaces()) || !stretch.from().equals(position)) {
                return false;
            }
            told.forEach((workspace, itsFrames) -> {
                for (Client client : audience.of(workspace)) {
                    itsFrames.forEach(client::tell);
                }
            });
            position = stretch.until();
            return true;
        }
    }
}
