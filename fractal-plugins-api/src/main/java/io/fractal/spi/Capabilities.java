package io.fractal.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an adapter's provider can do beside sending.
 *
 * @param scheduling how far ahead the provider itself keeps messages; empty when it does not
 * @param cancels whether a message the provider has taken can be canceled
 * @param redacts whether the provider can erase the text of a message
 * @param feedback whether the provider wants to know that a message had its effect
 * @param validity how messages can be limited in time; empty when they cannot
 * @param answersOptOuts the channels on which the provider itself answers consent keywords such as STOP and HELP, so that nobody else
 *     must
 */
public record Capabilities(
        Optional<Scheduling> scheduling,
        boolean cancels,
        boolean redacts,
        boolean feedback,
        Optional<Validity> validity,
        Set<ChannelType> answersOptOuts) {

    /** Nothing but sending. */
    public static final Capabilities NONE =
            new Capabilities(Optional.empty(), false, false, false, Optional.empty(), Set.of());

    public Capabilities {
        Objects.requireNonNull(scheduling, "scheduling");
        Objects.requireNonNull(validity, "validity");
        answersOptOuts = Set.copyOf(answersOptOuts);
    }

    /**
     * How far ahead a provider keeps messages.
     *
     * @param earliest the least time from now
     * @param latest the most time from now
     * @param onlyThroughPool whether it does so only for messages that go through a sender pool
     */
    public record Scheduling(Duration earliest, Duration latest, boolean onlyThroughPool) {}

    /**
     * For how long a provider tries to send a message, if it is told.
     *
     * @param shortest at least for so long
     * @param longest at most for so long
     * @param channels on which it can be told
     */
    public record Validity(Duration shortest, Duration longest, Set<ChannelType> channels) {

        public Validity {
            channels = Set.copyOf(channels);
        }
    }
}
