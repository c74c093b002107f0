package io.fractal.sending;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before a provider is tried again. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int LAST_DOUBLING = 9;
    private static final double JITTER = 0.2;

    private Backoff() {}

    /**
     * One second after the first try, doubling with every further one up to five minutes; a fifth more or less by chance, so that what
     * failed together does not come back together. Never shorter than the provider asks for.
     *
     * @param tries how many tries there have been, at least one
     * @param asked how long the provider asks to wait, if it does
     */
    static Duration after(int tries, Optional<Duration> asked, RandomGenerator chance) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(tries - 1, LAST_DOUBLING));
        Duration pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        double factor = 1 + JITTER * (2 * chance.nextDouble() - 1);
        Duration jittered = Duration.ofMillis(Math.round(pause.toMillis() * factor));
        return asked.filter(wish -> wish.compareTo(jittered) > 0).orElse(jittered);
    }

    /**
     * How long to wait before asking again after a message whose outcome is unknown: as long as it has been unknown already, between
     * two seconds and five minutes.
     */
    static Duration beforeAskingAgain(Duration unknownFor) {
        Duration shortest = Duration.ofSeconds(2);
        if (unknownFor.compareTo(shortest) < 0) {
            return shortest;
        }
        return unknownFor.compareTo(LONGEST) < 0 ? unknownFor : LONGEST;
    }
}
