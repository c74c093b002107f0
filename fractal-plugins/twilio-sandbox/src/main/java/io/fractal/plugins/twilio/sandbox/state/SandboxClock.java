package io.fractal.plugins.twilio.sandbox.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The host's clock, which can be moved on. Everything in the sandbox goes by it. Safe for use from several threads. */
public final class SandboxClock extends Clock {

    private final Clock host;
    private volatile Duration ahead = Duration.ZERO;

    /** A clock that goes with the host's until it is moved. */
    public SandboxClock(Clock host) {
        this.host = host;
    }

    /** Moves it on. */
    public synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Lets it go with the host's again. */
    public synchronized void reset() {
        ahead = Duration.ZERO;
    }

    /** How far it is ahead of the host's. */
    public Duration ahead() {
        return ahead;
    }

    @Override
    public Instant instant() {
        return host.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return host.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return host.withZone(zone);
    }
}
