package io.fractal.plugins.twilio.sandbox.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is to be done when, by a clock that tests may turn. Tasks run one after another on one thread and must not block. */
public final class Agenda implements AutoCloseable {

    private static final long GLANCE_MILLIS = 20;

    private final Clock clock;
    private final System.Logger logger;
    private final PriorityQueue<Appointment> appointments =
            new PriorityQueue<>(Comparator.comparing(Appointment::due).thenComparing(Appointment::number));
    private final ScheduledExecutorService driver;
    private long numbers;

    private record Appointment(Instant due, long number, Runnable task) {}

    /** An agenda that is kept from now on until it is closed. */
    public Agenda(Clock clock, System.Logger logger) {
        this.clock = clock;
        this.logger = logger;
        this.driver = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "twilio-sandbox-agenda");
            thread.setDaemon(true);
            return thread;
        });
        driver.scheduleWithFixedDelay(this::runDue, GLANCE_MILLIS, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Runs the task at the given time, or at once when that is over. */
    public synchronized void at(Instant due, Runnable task) {
        appointments.add(new Appointment(due, numbers++, task));
    }

    /** Runs the task after the given time. */
    public void in(Duration wait, Runnable task) {
        at(clock.instant().plus(wait), task);
    }

    @Override
    public void close() {
        driver.shutdownNow();
    }

    private void runDue() {
        for (Runnable task = nextDue(); task != null; task = nextDue()) {
            try {
                task.run();
            } catch (RuntimeException failed) {
                // Whatever it is: one broken task must not end the agenda for all others.
                logger.log(System.Logger.Level.ERROR, "A task of the Twilio sandbox failed", failed);
            }
        }
    }

    private synchronized Runnable nextDue() {
        Appointment next = appointments.peek();
        return next == null || next.due().isAfter(clock.instant())
                ? null
                : appointments.remove().task();
    }
}
