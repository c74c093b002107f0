package io.fractal.sending;

import io.fractal.conversations.MessageRoute;
import io.fractal.conversations.ScheduleKeeper;
import io.fractal.spi.ChannelType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would become of a message if it were sent as asked for.
 *
 * @param channel the channel it would take
 * @param to the recipient's canonical address
 * @param route its way; empty when there is no sender
 * @param body the text as it would read
 * @param count how the text would be billed; empty on channels that are not billed by segments
 * @param price what it would cost, judged by what the like has cost; empty when there is nothing to judge by
 * @param window whether free text may be written; empty on channels without such a rule
 * @param schedule who would keep it until its time; empty when it goes at once
 * @param waits what it would wait for beside its time
 * @param blockedBy why it would be refused; empty when it would be accepted
 */
public record Preview(
        ChannelType channel,
        String to,
        Optional<MessageRoute> route,
        String body,
        Optional<SegmentCount> count,
        Optional<EstimatedPrice> price,
        Optional<Window> window,
        Optional<ScheduleKeeper> schedule,
        List<Waiting> waits,
        List<Block> blockedBy) {

    public Preview {
        waits = List.copyOf(waits);
        blockedBy = List.copyOf(blockedBy);
    }

    /**
     * A price.
     *
     * @param amount negative for a charge, as providers state it
     * @param currency ISO 4217
     * @param messages from how many messages of this workspace it was estimated
     */
    public record EstimatedPrice(BigDecimal amount, String currency, int messages) {}

    /**
     * A window for free text.
     *
     * @param open whether it is open when the message would go out
     * @param closesAt when it closes, or closed; empty when the contact has never written
     */
    public record Window(boolean open, Optional<Instant> closesAt) {}

    /**
     * Something that it would wait for.
     *
     * @param code in UPPER_SNAKE
     * @param until when that is over
     */
    public record Waiting(String code, Instant until) {}

    /**
     * Something that it would be refused for.
     *
     * @param code in UPPER_SNAKE
     * @param message a sentence in English
     */
    public record Block(String code, String message) {}

    /** The channel only: the rest is what people write. */
    @Override
    public String toString() {
        return "Preview[" + channel + "]";
    }
}
