package io.fractal.sending;

import io.fractal.spi.ChannelAdapter;
import io.fractal.spi.OutboundMessage;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What has to be done next to get a message to its provider, decided in a transaction that has been committed since.
 */
sealed interface Handover {

    /** Nothing: the message is taken, failed or gone. */
    record Nothing() implements Handover {}

    /**
     * The message is to be sent; the attempt stands in the database.
     *
     * @param attemptId the attempt that is open now
     */
    record Send(UUID attemptId, ChannelAdapter adapter, OutboundMessage message) implements Handover {}

    /**
     * The provider is to be asked whether it has the message.
     *
     * @param attemptId the attempt whose outcome is unknown
     * @param startedAt when that attempt began
     * @param unknownSince when it became clear that the outcome is unknown
     * @param accountedFor provider ids that belong to other messages to the same recipient
     */
    record Ask(
            UUID attemptId,
            ChannelAdapter adapter,
            OutboundMessage message,
            Instant startedAt,
            Instant unknownSince,
            Set<String> accountedFor)
            implements Handover {}

    /**
     * The message cannot be handed over now, although nothing is wrong with it.
     *
     * @param code why, in UPPER_SNAKE
     * @param until when to look again
     */
    record Wait(String code, Instant until) implements Handover {}

    /**
     * The message must not go out; that stands in the database.
     *
     * @param code why, in UPPER_SNAKE
     */
    record Refused(String code) implements Handover {}
}
