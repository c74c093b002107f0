package io.fractal.web.realtime;

import io.fractal.web.security.Authenticator;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What happens again and again while clients are connected: reading the log although no bell has rung, pings, and another look at
 * whether a client may still listen.
 */
@ApplicationScoped
public class Heartbeat {

    private static final Logger LOG = System.getLogger(Heartbeat.class.getName());
    private static final int READ_SECONDS = 3;
    private static final int BEAT_SECONDS = 20;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(70);
    private static final Duration LONGEST_SEND = Duration.ofSeconds(20);
    private static final Duration CHECK = Duration.ofMinutes(1);

    @Inject
    RealtimeHub hub;

    @Inject
    Authenticator authenticator;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private ScheduledFuture<?> reading;
    private ScheduledFuture<?> beating;

    /** Starts, once; called with every client. */
    synchronized void start() {
        if (reading == null) {
            reading = scheduler.scheduleWithFixedDelay(hub::wake, READ_SECONDS, READ_SECONDS, TimeUnit.SECONDS);
            beating = scheduler.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (reading != null) {
            reading.cancel(false);
            beating.cancel(false);
        }
    }

    private void beat() {
        for (Client client : hub.clients()) {
            try {
                client.beat(LONGEST_SILENCE, LONGEST_SEND);
                check(client);
                forgetClosed(client);
            } catch (RuntimeException e) {
                // one client's trouble, or the database's, must not end the heartbeat of all; the next beat tries again
                LOG.log(Level.WARNING, "Cannot look after a realtime client", e);
            }
        }
    }

    /** A server may tell of a connection's end before the client was added, or never. */
    private void forgetClosed(Client client) {
        if (client.outgoing().closed()) {
            hub.remove(client);
        }
    }

    private void check(Client client) {
        if (client.dueForCheck(CHECK)
                && authenticator
                        .caller(client.credentials())
                        .filter(caller -> caller.workspaceId().equals(client.workspaceId()))
                        .isEmpty()) {
            client.outgoing().close(CloseCode.POLICY_VIOLATION, "session ended");
        }
    }
}
