package io.fractal.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A message on its way out.
 *
 * @param id Fractal's id of the message, for logs
 * @param channel the channel to use
 * @param from the sender's address without a channel prefix; empty when {@code poolId} chooses the sender
 * @param poolId the sender pool to use, for Twilio a messaging service SID
 * @param to the recipient's address without a channel prefix
 * @param body the text; empty when only media is sent
 * @param mediaUrls public addresses of attachments, in order
 * @param template the approved template to send instead of {@code body} and {@code mediaUrls}; {@code body} then holds the text as it
 *     will read, for a later look-up
 * @param sendAt when the provider shall send it; only where {@link Capabilities#scheduling()} allows it. Empty for now
 * @param validity for how long the provider may still send it, in whole seconds, from now or from {@code sendAt}; only where {@link
 *     Capabilities#validity()} allows it. Empty for as long as the provider does
 * @param fallbackFrom the sender to use when the recipient cannot be reached on {@code channel}, for RCS a telephone number
 * @param statusCallbackUrl where the provider reports on the message
 */
public record OutboundMessage(
        String id,
        ChannelType channel,
        Optional<String> from,
        Optional<String> poolId,
        String to,
        String body,
        List<String> mediaUrls,
        Optional<TemplateUse> template,
        Optional<Instant> sendAt,
        Optional<Duration> validity,
        Optional<String> fallbackFrom,
        String statusCallbackUrl) {

    public OutboundMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(poolId, "poolId");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(body, "body");
        mediaUrls = List.copyOf(mediaUrls);
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(sendAt, "sendAt");
        Objects.requireNonNull(validity, "validity");
        Objects.requireNonNull(fallbackFrom, "fallbackFrom");
        Objects.requireNonNull(statusCallbackUrl, "statusCallbackUrl");
        if (from.isEmpty() && poolId.isEmpty()) {
            throw new IllegalArgumentException("Message " + id + " names neither a sender nor a sender pool");
        }
    }

    /** A message of text and media only, to be sent now. */
    public OutboundMessage(
            String id,
            ChannelType channel,
            Optional<String> from,
            Optional<String> poolId,
            String to,
            String body,
            List<String> mediaUrls,
            String statusCallbackUrl) {
        this(
                id,
                channel,
                from,
                poolId,
                to,
                body,
                mediaUrls,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                statusCallbackUrl);
    }

    /** The id only: the rest is what people write. */
    @Override
    public String toString() {
        return "OutboundMessage[" + id + "]";
    }
}
