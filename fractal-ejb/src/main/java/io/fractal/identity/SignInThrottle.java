package io.fractal.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Slows down guessing: after a few failures for one account from one address, each further try has to wait longer, up to five
 * minutes; and one address gets sixty tries in vain a minute, whatever the accounts, because hashing passwords takes the processor from
 * everybody. Nobody is locked out for good, and nobody can lock out someone at another address. Each node counts for itself.
 */
@ApplicationScoped
public class SignInThrottle {

    private static final int FREE_FAILURES = 5;
    private static final int MOST_DOUBLINGS = 9;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST_KEPT = 100_000;

    /** What one address may try in vain at once, whatever the accounts, and how soon it gets one try back. */
    private static final Duration TRY = Duration.ofSeconds(1);

    private static final Duration TRIES = TRY.multipliedBy(60);

    private final Cache<String, Failures> failures = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(FORGOTTEN_AFTER)
            .build();

    /** For each address the time at which it will have all its tries again. */
    private final Cache<String, Instant> recovered = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(FORGOTTEN_AFTER)
            .build();

    @Inject
    private Clock clock;

    /**
     * Lets a try pass or not.
     *
     * @throws TooManySignInsException when it comes too early
     */
    public void check(String email, String address) {
        Failures known = failures.getIfPresent(key(email, address));
        if (known != null) {
            Duration rest = Duration.between(clock.instant(), known.nextTry());
            if (rest.compareTo(Duration.ZERO) > 0) {
                throw new TooManySignInsException(rest.plusSeconds(1));
            }
        }
        takeTry(address);
    }

    /** Counted before the password is looked at, which takes long: many tries at once must not all pass. */
    private synchronized void takeTry(String address) {
        Instant now = clock.instant();
        Instant before = recovered.getIfPresent(address);
        Instant then = (before == null || before.isBefore(now) ? now : before).plus(TRY);
        if (then.isAfter(now.plus(TRIES))) {
            throw new TooManySignInsException(TRY.plusSeconds(1));
        }
        recovered.put(address, then);
    }

    private synchronized void giveBack(String address) {
        recovered.asMap().computeIfPresent(address, (same, then) -> then.minus(TRY));
    }

    /** A try was wrong. */
    public void failed(String email, String address) {
        Instant now = clock.instant();
        failures.asMap().merge(key(email, address), new Failures(1, now), (known, one) -> known.plusOne(now));
    }

    /** A try was right: earlier failures no longer count. */
    public void succeeded(String email, String address) {
        failures.invalidate(key(email, address));
        giveBack(address);
    }

    private static String key(String email, String address) {
        return email.toLowerCase(Locale.ROOT) + '\n' + address;
    }

    private record Failures(int count, Instant last) {

        Failures plusOne(Instant now) {
            return new Failures(count + 1, now);
        }

        Instant nextTry() {
            if (count < FREE_FAILURES) {
                return last;
            }
            Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE_FAILURES, MOST_DOUBLINGS));
            return last.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        }
    }
}
