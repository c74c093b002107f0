package io.fractal.plugins.twilio.sandbox.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The customer service window: 24 hours from a person's last message (Meta, "Customer service windows").
 *
 * <p>Demo data begins with conversations of the phone book's people, of which the sandbox has seen nothing: their window counts as
 * open for a day from the sandbox's first start. Everyone else's is closed until they write.
 */
public final class Windows {

    private static final Duration LENGTH = Duration.ofHours(24);

    private final MessageStore store;
    private final Clock clock;
    private final Map<String, Instant> forced = new ConcurrentHashMap<>();
    private final Set<String> phoneBook =
            Handset.all().stream().map(Handset::number).collect(Collectors.toUnmodifiableSet());

    /** The windows of an account. */
    public Windows(MessageStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Opens the person's windows for 24 hours, or closes them, until the person writes. */
    public void force(String person, boolean open) {
        forced.put(Channel.bare(person), open ? clock.instant() : Instant.EPOCH);
    }

    /** Takes back what was forced. */
    public void wrote(String person) {
        forced.remove(Channel.bare(person));
    }

    /**
     * Whether free text may be sent now.
     *
     * @param person the person's address, with prefix
     * @param own the account's address, with prefix
     */
    public boolean isOpen(String person, String own) {
        Instant since = clock.instant().minus(LENGTH);
        Instant last = Optional.ofNullable(forced.get(Channel.bare(person)))
                .or(() -> store.lastInbound(person, own))
                .orElseGet(() -> phoneBook.contains(Channel.bare(person)) ? store.born() : Instant.EPOCH);
        return last.isAfter(since);
    }
}
