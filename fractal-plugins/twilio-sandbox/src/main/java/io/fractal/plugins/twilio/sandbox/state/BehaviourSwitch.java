package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.plugins.twilio.sandbox.state.Behaviour.FailNext;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.HangNext;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Operation;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Target;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the behaviour and counts down what happens to the next calls only. Safe for use from several threads. */
public final class BehaviourSwitch {

    private Behaviour behaviour = Behaviour.NORMAL;
    private final Map<Storm.Gust, Integer> drawn = new EnumMap<>(Storm.Gust.class);
    private CountDownLatch hanging = new CountDownLatch(1);

    /** The behaviour now. */
    public synchronized Behaviour current() {
        return behaviour;
    }

    /** Changes the behaviour and lets go of the calls that hang. */
    public synchronized void set(Behaviour next) {
        behaviour = next;
        drawn.clear();
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    /** Counts this call off those to fail. */
    public synchronized Optional<FailNext> takeFailure(Operation operation, Target target) {
        FailNext next = behaviour.failNext();
        if (next == null
                || next.count() < 1
                || !applies(next.operation(), operation)
                || !applies(next.target(), target)) {
            return Optional.empty();
        }
        behaviour = behaviour.failing(next.oneLess());
        return Optional.of(next);
    }

    /** Counts this call off those to leave hanging. */
    public synchronized Optional<HangNext> takeHang(Operation operation, Target target) {
        HangNext next = behaviour.hangNext();
        if (next == null
                || next.count() < 1
                || !applies(next.operation(), operation)
                || !applies(next.target(), target)) {
            return Optional.empty();
        }
        behaviour = behaviour.hanging(next.oneLess());
        return Optional.of(next);
    }

    /** Counts this call off a storm. */
    public synchronized Optional<Squall> takeSquall(Operation operation, Target target) {
        Storm storm = behaviour.storm();
        if (storm == null || !applies(storm.operation(), operation) || !applies(storm.target(), target)) {
            return Optional.empty();
        }
        behaviour = behaviour.storming(storm.oneLess());
        Storm.Gust gust = storm.gust();
        drawn.merge(gust, 1, Integer::sum);
        return Optional.of(new Squall(gust, storm.millis()));
    }

    /**
     * What one call of a storm meets.
     *
     * @param gust what happens
     * @param millis how long it hangs, if it hangs
     */
    public record Squall(Storm.Gust gust, long millis) {}

    /** How often each thing of a storm has happened since the behaviour was last changed. */
    public synchronized Map<Storm.Gust, Integer> drawn() {
        return Map.copyOf(drawn);
    }

    /** Waits until the time is over or the behaviour is changed. */
    public void hang(long millis) {
        CountDownLatch until;
        synchronized (this) {
            until = hanging;
        }
        try {
            until.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean applies(Operation told, Operation called) {
        return told == Operation.ANY || told == called;
    }

    private static boolean applies(Target told, Target called) {
        return told == Target.ANY || told == called;
    }
}
