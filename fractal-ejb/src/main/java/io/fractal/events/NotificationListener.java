package io.fractal.events;

import io.fractal.configuration.DatabaseUrl;
import io.fractal.database.FractalDataSource;
import io.fractal.database.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens for other nodes' notifications on a connection of its own, and connects again when it breaks. Behind a pooler that does not
 * pass notifications on, it hears nothing and does no harm.
 */
final class NotificationListener implements Runnable {

    private static final System.Logger LOG = System.getLogger(NotificationListener.class.getName());
    private static final int WAIT_MILLIS = 1000;
    private static final int CHECK_EVERY = 30;
    private static final int CHECK_SECONDS = 5;
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final DatabaseUrl url;
    private final String nodeId;
    private final Runnable heard;
    private final Outage outage = new Outage(LOG, "listening for other nodes");
    private volatile boolean running = true;

    /**
     * @param url the database
     * @param nodeId this node, whose own notifications are passed over
     * @param heard called when another node has told of events; quick
     */
    NotificationListener(DatabaseUrl url, String nodeId, Runnable heard) {
        this.url = url;
        this.nodeId = nodeId;
        this.heard = heard;
    }

    /** Ends it within about a second. */
    void stop() {
        running = false;
    }

    @Override
    public void run() {
        while (running) {
            try (Connection connection = FractalDataSource.open(url, 0)) {
                listen(connection);
            } catch (SQLException e) {
                if (running) {
                    outage.goesOn(e);
                    LockSupport.parkNanos(RECONNECT.toNanos());
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + EventBell.CHANNEL);
        }
        outage.over();
        heard.run(); // what came while nobody listened
        PGConnection notifications = connection.unwrap(PGConnection.class);
        int rounds = 0;
        while (running) {
            if (isFromAnotherNode(notifications.getNotifications(WAIT_MILLIS))) {
                heard.run();
            }
            if (++rounds % CHECK_EVERY == 0 && !connection.isValid(CHECK_SECONDS)) {
                throw new SQLException("The listening connection is dead");
            }
        }
    }

    private boolean isFromAnotherNode(PGNotification[] received) {
        if (received != null) {
            for (PGNotification notification : received) {
                if (!nodeId.equals(notification.getParameter())) {
                    return true;
                }
            }
        }
        return false;
    }
}
