package io.fractal.web.realtime;

import io.fractal.events.EventPosition;
import io.fractal.identity.Caller;
import io.fractal.web.security.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One connected client. Safe for many threads. */
final class Client {

    private final Caller caller;
    private final Credentials credentials;
    private final Transport transport;
    private final Outgoing outgoing;
    private final Clock clock;

    private volatile Instant lastHeard;
    private volatile Instant lastChecked;
    private volatile EventPosition from = EventPosition.START;

    /**
     * @param credentials what was shown at the handshake, to be looked at again now and then
     * @param capacity how many frames may wait for the client
     */
    Client(Caller caller, Credentials credentials, Transport transport, int capacity, Clock clock) {
        this.caller = caller;
        this.credentials = credentials;
        this.transport = transport;
        this.outgoing = new Outgoing(transport, capacity, clock);
        this.clock = clock;
        this.lastHeard = clock.instant();
        this.lastChecked = lastHeard;
    }

    UUID workspaceId() {
        return caller.workspaceId();
    }

    Credentials credentials() {
        return credentials;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    /** Says that the client knows the events up to a position: they never come live. */
    void knows(EventPosition position) {
        from = position;
    }

    /** Tells of something that happened, unless the client knows it. */
    void tell(Logged frame) {
        if (frame.position().compareTo(from) > 0) {
            outgoing.offer(frame.text());
        }
    }

    /** The client has given a sign of life. */
    void heard() {
        lastHeard = clock.instant();
    }

    /** Pings; disconnects when the client has been silent, or has not taken a frame, for too long. */
    void beat(Duration longestSilence, Duration longestSend) {
        if (lastHeard.plus(longestSilence).isBefore(clock.instant())) {
            outgoing.close(CloseCode.GOING_AWAY, "no sign of life");
            return;
        }
        outgoing.requireProgress(longestSend);
        if (!outgoing.busy()) {
            transport.ping();
        }
    }

    /** Whether it is time to look at the credentials again; asking resets it. */
    boolean dueForCheck(Duration every) {
        Instant now = clock.instant();
        boolean due = !lastChecked.plus(every).isAfter(now);
        if (due) {
            lastChecked = now;
        }
        return due;
    }
}
