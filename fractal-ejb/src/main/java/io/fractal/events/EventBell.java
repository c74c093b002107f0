package io.fractal.events;

import io.fractal.configuration.NodeId;
import io.fractal.configuration.Settings;
import io.fractal.database.Outage;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Tells this node's observers, on one managed thread, that the log has grown, and lets the other nodes know. It looks when the
 * doorbell rings, and slowly by itself, so that a lost ring costs a second and not an event.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EventBell {

    /** The channel of {@code NOTIFY}; the payload is the sender's node id. */
    static final String CHANNEL = "fractal_events";

    private static final System.Logger LOG = System.getLogger(EventBell.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);
    /** Under load, readers are told this often and not after every commit, of which there are hundreds in a second. */
    private static final Duration SHORTEST_TURN = Duration.ofMillis(20);
    /** While events wait for older transactions to end, nobody rings when they have. */
    private static final Duration POLL_UNFINISHED = Duration.ofMillis(25);

    @EJB
    private EventLog log;

    @Inject
    private Doorbell doorbell;

    @Inject
    private Event<EventsAvailable> available;

    @Inject
    private NodeId node;

    @Inject
    private Settings settings;

    @Resource(lookup = "java:global/jdbc/FractalDS")
    private DataSource dataSource;

    @Resource
    private ManagedThreadFactory threads;

    private final Outage outage = new Outage(LOG, "the event log");
    private volatile boolean running = true;
    private Thread bell;
    private Thread listening;
    private NotificationListener listener;
    private EventPosition told = EventPosition.START;
    private boolean unfinished;

    @PostConstruct
    void start() {
        listener = new NotificationListener(settings.databaseUrl(), node.value(), doorbell::ringFromAfar);
        bell = threads.newThread(this::loop);
        bell.setName("fractal-events");
        bell.start();
        listening = threads.newThread(listener);
        listening.setName("fractal-events-listen");
        listening.start();
    }

    @PreDestroy
    void stop() {
        running = false;
        listener.stop();
        bell.interrupt();
        listening.interrupt();
    }

    private void loop() {
        while (running) {
            try {
                turn();
                outage.over();
                TimeUnit.NANOSECONDS.sleep(SHORTEST_TURN.toNanos());
            } catch (InterruptedException e) {
                return; // the application ends
            } catch (RuntimeException e) { // whatever fails, above all the database: the bell must go on
                if (running) {
                    outage.goesOn(e);
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
    }

    /** Waits for a ring or for the time to look, and tells what there is to tell. */
    void turn() throws InterruptedException {
        boolean rungHere = doorbell.await(unfinished ? POLL_UNFINISHED : POLL);
        EventHorizon horizon = log.horizon();
        unfinished = horizon.unfinished();
        if (rungHere) {
            tellOtherNodes();
        }
        if (horizon.latest().compareTo(told) > 0) {
            told = horizon.latest();
            available.fire(new EventsAvailable());
        }
    }

    private void tellOtherNodes() {
        // on a connection without transaction: NOTIFY locks the whole database at commit, so it must never delay a
        // business one
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, node.value());
            statement.execute();
        } catch (SQLException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Other nodes could not be told of new events; they look by themselves",
                    e);
        }
    }
}
