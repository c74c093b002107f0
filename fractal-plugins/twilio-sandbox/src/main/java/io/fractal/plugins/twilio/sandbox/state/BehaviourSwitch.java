package io.fractal.plugins.twilio.sandbox.state;

import io.fractal.plugins.twilio.sandbox.state.Behaviour.FailNext;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.HangNext;
import io.fractal.plugins.twilio.sandbox.state.Behaviour.Operation;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the behaviour and counts down what happens to the next calls only. Safe for use from several threads. */
public final class BehaviourSwitch {

    private Behaviour behaviour = Behaviour.NORMAL;
    private CountDownLatch hanging = new CountDownLatch(1);

    /** The behaviour now. */
    public synchronized Behaviour current() {
        return behaviour;
    }

    /** Changes the behaviour and lets go of the calls that hang. */
    public synchronized void set(Behaviour next) {
        behaviour = next;
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    /** Counts this call off those to fail. */
    public synchronized Optional<FailNext> takeFailure(Operation operation) {
        FailNext next = behaviour.failNext();
        if (next == null || next.count() < 1 || !applies(next.operation(), operation)) {
            return Optional.empty();
        }
        behaviour = behaviour.failing(
                next.count() == 1
                        ? null
                        : new FailNext(
                                next.count() - 1,
                                next.httpStatus(),
                                next.code(),
                                next.afterAccept(),
                                next.retryAfter(),
                                next.operation()));
        return Optional.of(next);
    }

    /** Counts this call off those to leave hanging. */
    public synchronized Optional<HangNext> takeHang(Operation operation) {
        HangNext next = behaviour.hangNext();
        if (next == null || next.count() < 1 || !applies(next.operation(), operation)) {
            return Optional.empty();
        }
        behaviour = behaviour.hanging(
                next.count() == 1
                        ? null
                        : new HangNext(next.count() - 1, next.millis(), next.afterAccept(), next.operation()));
        return Optional.of(next);
    }

    /** Waits until the time is over or the behaviour is changed. */
    public void hang(HangNext hang) {
        CountDownLatch until;
        synchronized (this) {
            until = hanging;
        }
        try {
            until.await(hang.millis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean applies(Operation told, Operation called) {
        return told == Operation.ANY || told == called;
    }
}
