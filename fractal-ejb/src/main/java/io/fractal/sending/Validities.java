package io.fractal.sending;

import io.fractal.configuration.FieldError;
import io.fractal.configuration.InvalidRequestException;
import io.fractal.conversations.Message;
import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ScheduleKeeper;
import io.fractal.spi.Capabilities;
import io.fractal.spi.ChannelType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How long messages are worth sending: from their time if they are scheduled, else from when they were accepted. What has run out here is
 * not handed over any more; what remains is told to the provider, which counts from when it gets the message. Works in the caller's
 * transaction.
 */
@ApplicationScoped
public class Validities {

    private static final String FIELD = "validityPeriod";

    @Inject
    private Abilities abilities;

    @Inject
    private Clock clock;

    /**
     * @param validity how long a message that takes this way is to be worth sending; {@code null} when nobody has said
     * @throws InvalidRequestException when the way does not allow it
     */
    void require(UUID workspaceId, MessageRoute route, Duration validity) {
        if (validity != null) {
            require(abilities.of(workspaceId, route), route.channel(), validity);
        }
    }

    /**
     * The same for messages whose way is not chosen yet.
     *
     * @throws InvalidRequestException when the workspace's provider does not allow it on the channel
     */
    public void require(UUID workspaceId, ChannelType channel, Duration validity) {
        if (validity != null) {
            require(abilities.current(workspaceId), channel, validity);
        }
    }

    private static void require(Optional<Capabilities> able, ChannelType channel, Duration validity) {
        Capabilities.Validity limits = able.flatMap(Capabilities::validity)
                .filter(limit -> limit.channels().contains(channel))
                .orElseThrow(
                        () -> invalid("VALIDITY_NOT_POSSIBLE", "Messages on this channel cannot be limited in time"));
        if (validity.compareTo(limits.shortest()) < 0 || validity.compareTo(limits.longest()) > 0) {
            throw invalid(
                    "VALIDITY_OUT_OF_RANGE",
                    "A message is worth sending for " + limits.shortest().toSeconds() + " to "
                            + limits.longest().toSeconds() + " seconds");
        }
    }

    private static InvalidRequestException invalid(String code, String words) {
        return new InvalidRequestException(List.of(new FieldError(FIELD, code, words)));
    }

    /** When a message is not worth sending any more; empty when it always is. */
    static Optional<Instant> end(Message message) {
        return message.getPlan()
                .getValidity()
                .map(validity -> message.getPlan()
                        .getScheduledAt()
                        .orElse(message.getCreatedAt())
                        .plus(validity));
    }

    /** That a message is not worth sending any more. */
    Optional<Obstacle> obstacle(Message message) {
        return end(message)
                .filter(end -> !end.isAfter(clock.instant()))
                .map(end -> new Obstacle.Forbidden(
                        "VALIDITY_EXPIRED", "Its validity period was over before it could be handed over"));
    }

    /**
     * For how long the provider may send a message that is handed to it now, in whole seconds. What it keeps until its time is valid from
     * that time on.
     */
    Optional<Duration> left(Message message) {
        boolean keptThere = message.getPlan().getScheduleBy().equals(Optional.of(ScheduleKeeper.PROVIDER));
        return keptThere
                ? message.getPlan().getValidity()
                : end(message)
                        .map(end -> Duration.between(clock.instant(), end))
                        .map(Validities::wholeSeconds);
    }

    /** Rounded up, since nothing is valid for no second. */
    private static Duration wholeSeconds(Duration left) {
        return Duration.ofSeconds(left.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
