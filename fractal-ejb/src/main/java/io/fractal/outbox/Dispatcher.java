package io.fractal.outbox;

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
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps this node's share of the outbox's work going: claims what is due as long as workers are free, renews the claims of what is
 * being done, and sleeps until something is added or finished, or a second has passed.
 */
@Startup
@Singleton
@DependsOn({"Migrations", "Bootstrap", "PluginStartup"}) // handlers need the workspace and the plugins
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Dispatcher {

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);

    /** What is added and finished meanwhile is claimed together: a claim of one piece costs the database as much as one of many. */
    private static final Duration BREATH = Duration.ofMillis(10);

    private static final Duration RENEW_EVERY = OutboxClaims.LEASE.dividedBy(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    /** A turn lasts as long as its database calls; after this long without one, the dispatcher counts as stuck. */
    private static final Duration STUCK = Duration.ofSeconds(90);

    /** Of the class, because whoever asks must not be the one that makes the bean. */
    private static volatile boolean begun;

    @EJB
    private OutboxClaims claims;

    @Inject
    private OutboxSignal signal;

    @Inject
    @Any
    private Instance<OutboxHandler> handlers;

    @Inject
    private Settings settings;

    @Inject
    private Clock clock;

    @Resource
    private ManagedThreadFactory threads;

    private final Outage outage = new Outage(LOG, "the outbox");
    private volatile boolean running;
    private volatile Instant lastTurn;
    private Instant lastRenewal;
    private Thread thread;
    private OutboxWorkers workers;

    @PostConstruct
    void start() {
        List<OutboxHandler> found = new ArrayList<>();
        handlers.forEach(found::add);
        workers = new OutboxWorkers(found, claims, signal, settings.outboxWorkers(), threads);
        running = true;
        lastTurn = clock.instant();
        lastRenewal = lastTurn;
        thread = threads.newThread(this::loop);
        thread.setName("fractal-outbox");
        thread.start();
        begun = true;
    }

    @PreDestroy
    void stop() {
        running = false;
        thread.interrupt();
        awaitLastTurn();
        workers.stop(STOP_LIMIT);
    }

    /** A turn under way may still claim work: it has to reach the workers before these stop, or it lies until its claim runs out. */
    private void awaitLastTurn() {
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Whether the bean may be asked. A call before that, as servers' health checks make while they still deploy, would have the
     * container make the bean too early, which fails and leaves it unusable for good.
     */
    public static boolean hasBegun() {
        return begun;
    }

    /** Whether it is at work, for health checks. */
    public boolean alive() {
        return running && thread.isAlive() && clock.instant().isBefore(lastTurn.plus(STUCK));
    }

    private void loop() {
        while (running) {
            lastTurn = clock.instant();
            try {
                turn();
                outage.over();
            } catch (InterruptedException e) {
                return; // the application ends
            } catch (RuntimeException e) { // whatever fails, above all the database: dispatching must go on
                if (running) {
                    outage.goesOn(e);
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
    }

    private void turn() throws InterruptedException {
        long began = System.nanoTime();
        renewWhenDue();
        Room room = workers.room();
        List<OutboxWork> claimed = running && room.free() > 0 ? claims.claim(workers.kinds(), room) : List.of();
        claimed.forEach(workers::begin);
        // Always waits: what the claim left undone is either not due, or becomes possible when a worker is done, which
        // raises the
        // signal.
        signal.await(POLL);
        TimeUnit.NANOSECONDS.sleep(began + BREATH.toNanos() - System.nanoTime());
    }

    private void renewWhenDue() {
        Instant now = clock.instant();
        if (now.isAfter(lastRenewal.plus(RENEW_EVERY))) {
            lastRenewal = now;
            if (!workers.busyWith().isEmpty()) {
                claims.renew(workers.busyWith());
            }
        }
    }
}
