package io.fractal.web.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    private final FakeSocket socket = new FakeSocket();
    private final SettableClock clock = new SettableClock();

    @Test
    void sendsOneFrameAtATimeInOrder() {
        Outgoing outgoing = released(10);
        outgoing.offer("a");
        outgoing.offer("b");
        outgoing.offer("c");

        assertEquals(List.of("a"), socket.sent);
        socket.finish();
        assertEquals(List.of("a", "b"), socket.sent);
        socket.finish();
        socket.finish();
        assertEquals(List.of("a", "b", "c"), socket.sent);
        assertFalse(outgoing.busy());
    }

    @Test
    void holdsLiveFramesUntilTheMissedOnesStandBeforeThem() {
        socket.immediate = true;
        Outgoing outgoing = new Outgoing(socket, 10, clock);
        outgoing.offer("live 1");
        outgoing.offer("live 2");
        assertEquals(List.of(), socket.sent);

        outgoing.release(List.of("ready", "missed"));
        outgoing.offer("live 3");

        assertEquals(List.of("ready", "missed", "live 1", "live 2", "live 3"), socket.sent);
    }

    @Test
    void dropsAClientThatDoesNotKeepUpAndForgetsItsFrames() {
        Outgoing outgoing = released(3);
        for (int i = 0; i < 5; i++) {
            outgoing.offer("frame " + i);
        }

        assertEquals(List.of("1013 too slow"), socket.closed);
        socket.finish();
        assertEquals(List.of("frame 0"), socket.sent, "nothing is sent after the connection was given up");
        assertTrue(outgoing.closed());
    }

    @Test
    void dropsAClientThatHoldsUpMoreThanItMayWhileCatchingUp() {
        Outgoing outgoing = new Outgoing(socket, 2, clock);
        outgoing.offer("a");
        outgoing.offer("b");
        outgoing.offer("c");
        outgoing.release(List.of("ready"));

        assertEquals(List.of("1013 too slow"), socket.closed);
        assertEquals(List.of(), socket.sent);
    }

    @Test
    void dropsAClientWhoseFrameStaysOnTheWay() {
        Outgoing outgoing = released(10);
        outgoing.offer("a");

        clock.now = clock.now.plusSeconds(19);
        outgoing.requireProgress(Duration.ofSeconds(20));
        assertEquals(List.of(), socket.closed);

        clock.now = clock.now.plusSeconds(2);
        outgoing.requireProgress(Duration.ofSeconds(20));
        assertEquals(List.of("1013 too slow"), socket.closed);
    }

    @Test
    void endsTheConnectionOnceWhenSendingFails() {
        Outgoing outgoing = released(10);
        outgoing.offer("a");
        outgoing.offer("b");

        socket.fail();
        outgoing.close(CloseCode.GOING_AWAY, "again");

        assertEquals(List.of("1011 sending failed"), socket.closed);
        assertEquals(List.of("a"), socket.sent);
    }

    @Test
    void aHundredThousandFramesThatLeaveAtOnceDoNotExhaustTheStack() {
        socket.immediate = true;
        Outgoing outgoing = new Outgoing(socket, 10, clock);

        outgoing.release(IntStream.range(0, 100_000).mapToObj(Integer::toString).toList());

        assertEquals(100_000, socket.sent.size());
        assertEquals("99999", socket.sent.get(99_999));
    }

    @Test
    void framesOfferedByManyThreadsAllArriveOneAtATime() throws InterruptedException {
        socket.immediate = true;
        Outgoing outgoing = released(100_000);
        CountDownLatch done = new CountDownLatch(8);
        for (int thread = 0; thread < 8; thread++) {
            int name = thread;
            new Thread(() -> {
                        IntStream.range(0, 1_000).forEach(i -> outgoing.offer(name + ":" + i));
                        done.countDown();
                    })
                    .start();
        }

        assertTrue(done.await(20, TimeUnit.SECONDS));
        assertEquals(8_000, socket.sent.size());
        assertEquals(1, socket.mostAtOnce);
        List<String> ofOne =
                socket.sent.stream().filter(frame -> frame.startsWith("3:")).toList();
        assertEquals(IntStream.range(0, 1_000).mapToObj(i -> "3:" + i).toList(), ofOne);
    }

    private Outgoing released(int capacity) {
        Outgoing outgoing = new Outgoing(socket, capacity, clock);
        outgoing.release(List.of());
        return outgoing;
    }

    /** A wire under the test's thumb: frames leave when the test says so, or at once. */
    private static final class FakeSocket implements Transport {

        final List<String> sent = new ArrayList<>();
        final List<String> closed = new ArrayList<>();
        boolean immediate;
        int mostAtOnce;
        private int atOnce;
        private Consumer<Throwable> onItsWay;

        @Override
        public synchronized void send(String text, Consumer<Throwable> done) {
            atOnce++;
            mostAtOnce = Math.max(mostAtOnce, atOnce);
            sent.add(text);
            atOnce--;
            if (immediate) {
                done.accept(null);
            } else {
                onItsWay = done;
            }
        }

        void finish() {
            onItsWay.accept(null);
        }

        void fail() {
            onItsWay.accept(new IOException("gone"));
        }

        @Override
        public void ping() {
            sent.add("(ping)");
        }

        @Override
        public void close(int code, String reason) {
            closed.add(code + " " + reason);
        }
    }

    private static final class SettableClock extends Clock {

        Instant now = Instant.parse("2026-11-21T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
